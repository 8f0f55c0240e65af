import { beforeAll, describe, expect, test } from 'vitest';
import { killAt } from './kill-at.ts';
import { killBy, type News, news, tellWhenKilled } from './telling.ts';

/** Kills at each of them, or with RGZ_KILL_EVERY=7 at every seventh. */
const step = Number(process.env.RGZ_KILL_EVERY ?? 1);
/** No run that tells so little starts Git so often. */
const mostGits = 150;

let fixture: News;
beforeAll(async () => {
  fixture = await news();
});

describe('everything is told, each thing under one id and nothing else, by the controller after one that was killed', () => {
  test.each(['before', 'after'] as const)(
    '%s any time it starts Git',
    async (when) => {
      let nth = 1;
      while (await tellWhenKilled(fixture, killAt({ when, nth }))) {
        nth += step;
        expect(nth).toBeLessThan(mostGits);
      }
      // The place of two channels is begun, claimed, noted after a message here and there, and left.
      expect(nth).toBeGreaterThan(10);
    },
    1_800_000,
  );

  test.each([
    ['mail', 'before'],
    ['mail', 'after'],
    ['hook', 'before'],
    ['hook', 'after'],
  ] as const)(
    'when any message came over %s, %s it was taken',
    async (channel, when) => {
      let nth = 1;
      while (await tellWhenKilled(fixture, killBy(fixture, channel, nth, when))) nth += step;
      expect(nth).toBeGreaterThan(5);
    },
    600_000,
  );
});
