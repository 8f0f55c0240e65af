import { expect, test } from 'vitest';
import { approve, importing, prepared } from '../killed/commands.ts';
import { killAt } from '../killed/kill-at.ts';
import { killEverywhere } from '../killed/kill-everywhere.ts';
import { killBy, news, tellWhenKilled } from '../killed/telling.ts';

/** The other commands, and at all moments, are killed with `npm run chaos`. */
test('an approval that is killed before it starts Git is done or not, and the next command works', async () => {
  await killEverywhere(await prepared({ remote: true }), approve, 'before', 2);
});

test('an import that is killed before or after it starts Git is there as a whole or not at all, and the same command goes on', async () => {
  const fixture = await prepared({ remote: true });
  for (const when of ['before', 'after'] as const) await killEverywhere(fixture, importing, when, 4);
});

test('a controller that is killed while it tells has everything told by the next one, under the same ids', async () => {
  const fixture = await news();
  expect(await tellWhenKilled(fixture, killBy(fixture, 'mail', 3, 'after'))).toBe(true);
  expect(await tellWhenKilled(fixture, killBy(fixture, 'hook', 4, 'before'))).toBe(true);
  expect(await tellWhenKilled(fixture, killAt({ when: 'after', nth: 12 }))).toBe(true);
});
