import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stats, StatsCount } from '../../src/domain/stats.ts';
import type { Summary } from '../../src/domain/summary.ts';

const row: Summary = {
  id: 'PR-2026-0001',
  kind: 'PromotionRequest',
  state: 'approved',
  tenant: 'tenant-finance',
  target: 'api/payment-api@2.1.0',
  impact: 'low',
  createdBy: 'pierre@example.com',
  createdAt: '2026-01-01T00:00:00Z',
  path: 'requests/prod/2026/01/PR-2026-0001.yaml',
};

function count(now: string, ...rows: readonly Partial<Summary>[]): Stats {
  const counted = new StatsCount(now);
  for (const each of rows) counted.add({ ...row, ...each });
  return counted.total;
}

test('nothing is counted at first', () => {
  expect(count('2026-11-21T12:00:00Z')).toEqual({
    pending: 0,
    approvedToday: 0,
    rejectedToday: 0,
    deployedThisWeek: 0,
  });
});

test('pending ones are counted by their state, whenever they were made', () => {
  const states = [
    'pending',
    'approved',
    'rejected',
    'cancelled',
    'deploying',
    'deployed',
    'failed',
    'invalid',
    'pending',
  ];
  expect(count('2026-11-21T12:00:00Z', ...states.map((state) => ({ state }))).pending).toBe(2);
});

describe('today', () => {
  test.each([
    ['2026-11-20T23:59:59Z', 0],
    ['2026-11-21T00:00:00Z', 1],
    ['2026-11-21T23:59:59Z', 1],
    ['2026-11-21T00:30:00+01:00', 0],
    ['2026-11-20T23:30:00-01:00', 1],
  ])('is the day in UTC: %s counts %i', (at, counted) => {
    expect(count('2026-11-21T12:00:00Z', { approvedAt: at }).approvedToday).toBe(counted);
    expect(count('2026-11-21T12:00:00Z', { rejectedAt: at }).rejectedToday).toBe(counted);
  });

  test('is the same day to its last second', () => {
    expect(count('2026-11-21T23:59:59Z', { approvedAt: '2026-11-21T00:00:00Z' }).approvedToday).toBe(1);
    expect(count('2026-11-22T00:00:00Z', { approvedAt: '2026-11-21T23:59:59Z' }).approvedToday).toBe(0);
  });
});

describe('this week', () => {
  // 2026-11-16 is a Monday.
  test.each([
    ['Monday', '2026-11-16T00:00:00Z', 1],
    ['Saturday', '2026-11-21T12:00:00Z', 1],
    ['Sunday', '2026-11-22T23:59:59Z', 1],
    ['the next Monday', '2026-11-23T00:00:00Z', 0],
  ])('began on Monday: seen on %s', (_day, now, counted) => {
    expect(count(now, { deployedAt: '2026-11-16T00:00:00Z' }).deployedThisWeek).toBe(counted);
    expect(count(now, { deployedAt: '2026-11-15T23:59:59Z' }).deployedThisWeek).toBe(0);
  });

  test('goes over the end of a month and of a year', () => {
    expect(count('2026-12-01T08:00:00Z', { deployedAt: '2026-11-30T08:00:00Z' }).deployedThisWeek).toBe(1);
    expect(count('2027-01-03T08:00:00Z', { deployedAt: '2026-12-28T08:00:00Z' }).deployedThisWeek).toBe(1);
    expect(count('2027-01-04T08:00:00Z', { deployedAt: '2027-01-03T08:00:00Z' }).deployedThisWeek).toBe(0);
  });

  test('has seven days at most and holds today', () => {
    const day = 86_400_000;
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 20 }), (now, back) => {
        const at = new Date(now.getTime() - back * day).toISOString();
        const { deployedThisWeek, approvedToday } = count(now.toISOString(), { deployedAt: at, approvedAt: at });
        const sinceMonday = (now.getUTCDay() + 6) % 7;
        expect(deployedThisWeek).toBe(back <= sinceMonday ? 1 : 0);
        expect(approvedToday).toBe(back === 0 ? 1 : 0);
      }),
    );
  });
});

test('one request may count as approved today and deployed this week', () => {
  const at = '2026-11-21T08:00:00Z';
  expect(count('2026-11-21T12:00:00Z', { state: 'deployed', approvedAt: at, deployedAt: at })).toEqual({
    pending: 0,
    approvedToday: 1,
    rejectedToday: 0,
    deployedThisWeek: 1,
  });
});

test('a total that was taken does not change afterwards', () => {
  const counted = new StatsCount('2026-11-21T12:00:00Z');
  const before = counted.total;
  counted.add({ ...row, state: 'pending' });
  expect([before.pending, counted.total.pending]).toEqual([0, 1]);
});
