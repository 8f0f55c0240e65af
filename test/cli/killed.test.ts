import { test } from 'vitest';
import { approve, prepared } from '../killed/commands.ts';
import { killEverywhere } from '../killed/kill-everywhere.ts';

/** The other commands, and at all moments, are killed with `npm run chaos`. */
test('an approval that is killed before it starts Git is done or not, and the next command works', async () => {
  await killEverywhere(await prepared({ remote: true }), approve, 'before', 2);
});
