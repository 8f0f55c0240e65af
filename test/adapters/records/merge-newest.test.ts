import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeNewest } from '../../../src/adapters/records/merge-newest.ts';
import { newestFirst, type Summary } from '../../../src/domain/summary.ts';

const summary = fc.record({ number: fc.integer({ min: 1, max: 40 }), day: fc.integer({ min: 10, max: 28 }) }).map(
  ({ number, day }): Summary => ({
    id: `PR-2026-00${number}`,
    kind: 'PromotionRequest',
    state: 'pending',
    tenant: 'finance',
    target: 'api/a@1',
    impact: 'low',
    createdBy: 'a@example.com',
    createdAt: `2026-11-${day}T00:00:00Z`,
    path: '',
  }),
);
const runs = fc.array(fc.array(summary).map((rows) => rows.sort(newestFirst)));

test('sorted runs come out as one sorted run', () => {
  fc.assert(
    fc.property(runs, (given) => {
      expect([...mergeNewest(given)]).toEqual(given.flat().sort(newestFirst));
    }),
  );
});

test('no more of a run is looked at than is asked for', () => {
  let looked = 0;
  function* endless(): Iterable<Summary> {
    for (;;) {
      looked += 1;
      yield fc.sample(summary, 1)[0] as Summary;
    }
  }
  const merged = mergeNewest([endless()])[Symbol.iterator]();
  merged.next();
  merged.next();
  expect(looked).toBe(2);
});
