import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/adapters/records/load.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { matches, newestFirst, type Summary, summarise, unreadable } from '../../src/domain/summary.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { draft, event, withHistory } from './example.ts';

const path = 'requests/prod/2026/11/PR-2026-0001.yaml';

function summaryOf(record: RecordData): Summary {
  return summarise(promotion, record, foldHistory(promotion, record, digestOf(record)), path);
}

const request = draft();
const created = event(request, 'created');
const approved = event(request, 'approved');

describe('a summary', () => {
  test('shows what lists show', () => {
    expect(summaryOf(withHistory(request, created))).toEqual({
      id: 'PR-2026-0001',
      kind: 'PromotionRequest',
      state: 'pending',
      tenant: 'tenant-finance',
      target: 'api/payment-api@2.1.0',
      impact: 'low',
      createdBy: 'pierre@example.com',
      createdAt: '2026-11-20T09:00:00Z',
      path,
    });
  });

  test('of a draft says so', () => {
    expect(summaryOf(request)).toMatchObject({ state: 'draft' });
    expect(summaryOf(request)).not.toHaveProperty('note');
  });

  test('names who has approved and who has edited', () => {
    const half = event(request, 'approved', { quorum: 2, by: 'Jean@Example.com' });
    const record = withHistory(request, created, event(request, 'edited', { by: 'editor@example.com' }), half);
    const summary = summaryOf(record);
    expect(summary).toMatchObject({ approvals: ['jean@example.com'], editors: ['editor@example.com'] });
    expect(summary).not.toHaveProperty('note');
  });

  test('has the moments that the history tells', () => {
    const bare = (action: string, at: string) => ({ action, at, by: 'ctl@example.com' });
    const deployed = withHistory(
      request,
      created,
      approved,
      bare('deploying', '2026-11-21T13:00:00Z'),
      bare('deployed', '2026-11-21T14:00:00Z'),
    );
    expect(summaryOf(deployed)).toMatchObject({ approvedAt: approved.at, deployedAt: '2026-11-21T14:00:00Z' });
    const rejected = summaryOf(withHistory(request, created, event(request, 'rejected')));
    expect(rejected).toMatchObject({ state: 'rejected', rejectedAt: created.at });
    expect(rejected).not.toHaveProperty('approvedAt');
  });

  test('does not take a hand-written status at its word', () => {
    const forged = withHistory(request, created);
    const status = { state: 'deployed', history: [created], deployedAt: '2026-11-21T14:00:00Z' };
    const summary = summaryOf({ ...forged, status });
    expect(summary).toMatchObject({ state: 'pending', note: 'disagrees' });
    expect(summary).not.toHaveProperty('deployedAt');
  });

  test('of a status without a history says that they disagree', () => {
    expect(summaryOf({ ...request, status: { state: 'approved', history: [] } })).toMatchObject({
      state: 'draft',
      note: 'disagrees',
    });
  });

  test('of an approved request whose spec was changed is pending, approved by nobody', () => {
    const changed = { ...withHistory(request, created, approved), spec: draft({ version: '9' }).spec };
    const summary = summaryOf(changed);
    expect(summary).toMatchObject({ state: 'pending', note: 'approvals-void' });
    expect(summary).not.toHaveProperty('approvals');
    expect(summary).not.toHaveProperty('approvedAt');
  });

  test('of a pending request that was edited by hand before anybody approved needs no note', () => {
    const changed = { ...withHistory(request, created), spec: draft({ version: '9' }).spec };
    expect(summaryOf(changed)).not.toHaveProperty('note');
  });

  test('of a file that cannot be read has what its path says', () => {
    expect(unreadable(promotion, path)).toMatchObject({ id: 'PR-2026-0001', state: 'invalid', note: 'invalid', path });
    expect(unreadable(promotion, 'requests/odd.yaml')).toMatchObject({
      id: 'requests/odd.yaml',
      kind: 'PromotionRequest',
    });
  });
});

describe('a filter', () => {
  const summary = summaryOf(withHistory(request, created));

  test('that asks for nothing takes everything', () => {
    expect(matches(summary, {})).toBe(true);
  });

  test.each([
    [{ states: ['pending', 'failed'] }, true],
    [{ states: ['failed'] }, false],
    [{ states: [] }, false],
    [{ tenant: 'tenant-finance' }, true],
    [{ tenant: 'tenant' }, false],
    [{ search: 'PAYMENT' }, true],
    [{ search: 'pr-2026-0001' }, true],
    [{ search: 'Pierre@' }, true],
    [{ search: 'finance' }, true],
    [{ search: 'low' }, true],
    [{ search: 'pend' }, true],
    [{ search: 'requests/prod' }, false],
    [{ search: '' }, true],
    [{ states: ['pending'], tenant: 'tenant-finance', search: 'api' }, true],
    [{ states: ['pending'], tenant: 'tenant-retail', search: 'api' }, false],
  ])('%j takes a pending request: %s', (filter, taken) => {
    expect(matches(summary, filter)).toBe(taken);
  });

  test('of several wishes takes what fits each of them', () => {
    const filter = fc.record(
      {
        states: fc.subarray(['pending', 'approved', 'failed']),
        tenant: fc.constantFrom('tenant-finance', 'tenant-retail'),
        search: fc.constantFrom('api', 'xyz'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filter, (wanted) => {
        const one = Object.entries(wanted).map(([key, value]) => matches(summary, { [key]: value }));
        expect(matches(summary, wanted)).toBe(one.every(Boolean));
      }),
    );
  });
});

describe('the order', () => {
  const at = fc.constantFrom(
    '2026-11-21T12:00:00Z',
    '2026-11-21T12:00:00.5Z',
    '2026-11-21T13:00:00+02:00',
    '2026-11-21T11:59:59Z',
    '2026-11-20T23:30:00-12:00',
    '',
  );
  const summary: fc.Arbitrary<Summary> = fc
    .record({ id: fc.constantFrom('PR-2026-0001', 'PR-2026-0002', 'PR-2026-0003'), createdAt: at })
    .map((each) => ({ ...unreadable(promotion, path), ...each }));

  test('is newest first by the clock, whatever the offset', () => {
    fc.assert(
      fc.property(fc.array(summary), (rows) => {
        const sorted = rows.toSorted(newestFirst);
        for (const [index, each] of sorted.entries()) {
          const next = sorted[index + 1];
          if (next === undefined) continue;
          const [one, other] = [Date.parse(each.createdAt) || 0, Date.parse(next.createdAt) || 0];
          expect(one > other || (one === other && each.id >= next.id)).toBe(true);
        }
      }),
    );
  });

  test('does not depend on the order in which files are read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(summary, { selector: ({ id }) => id }), (rows) => {
        expect(rows.toReversed().sort(newestFirst)).toEqual(rows.toSorted(newestFirst));
      }),
    );
  });

  test('takes equal ones as equal', () => {
    fc.assert(
      fc.property(summary, (row) => {
        expect(newestFirst(row, { ...row })).toBe(0);
      }),
    );
  });
});
