import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from '../../src/controller/outbox/pace.ts';

/** When each message goes, of batches that follow one another at once; each takes so many milliseconds. */
async function timesOf(perSecond: number, batches: readonly number[], each: number): Promise<readonly number[]> {
  let now = 1_000;
  const pause = async (milliseconds: number) => {
    now += milliseconds;
  };
  const pace = new Pace({ milliseconds: () => now, pause });
  const times: number[] = [];
  for (const batch of batches) {
    for (let left = batch; left > 0; ) {
      const count = Math.min(left, await pace.room(perSecond, () => false));
      for (let sent = 0; sent < count; sent += 1) {
        times.push(now);
        now += each;
      }
      pace.went(count);
      left -= count;
    }
  }
  return times;
}

test('no second sees more than it may, wherever it begins and however slow the channel is', async () => {
  const speed = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.1, max: 20, noNaN: true }));
  const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
  const slow = fc.constantFrom(0, 1, 30, 400);
  await fc.assert(
    fc.asyncProperty(speed, sizes, slow, async (perSecond, batches, each) => {
      const times = await timesOf(perSecond, batches, each);
      const most = Math.max(1, Math.floor(perSecond));
      for (const [at, time] of times.entries()) {
        const next = times[at + most];
        if (next !== undefined) expect(next - time).toBeGreaterThanOrEqual(1_000 * Math.max(1, 1 / perSecond));
      }
    }),
  );
});

test('a channel that takes no time gets nearly what it may', async () => {
  const times = await timesOf(200, [300, 1, 699], 0);
  expect((times.at(-1) ?? 0) - 1_000).toBeCloseTo(4 * 1_050);
  expect(await timesOf(Number.POSITIVE_INFINITY, [1_000, 1], 0)).toEqual(Array(1_001).fill(1_000));
});

test('a clock that is put back makes nobody wait longer, and who stops does not wait', async () => {
  let now = 100_000;
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
    now += milliseconds;
  };
  const pace = new Pace({ milliseconds: () => now, pause });
  pace.went(1);
  now = 0;
  await pace.room(1, () => true);
  expect(pauses).toEqual([]);
  expect(await pace.room(1, () => false)).toBe(1);
  expect(pauses.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1_050);
});
