import { describe, expect, test } from 'vitest';
import { judgeDecision } from '../../src/domain/decision-gates.ts';
import { actionOf } from '../../src/domain/kind.ts';
import type { ReviewFact } from '../../src/domain/launch-facts.ts';
import { judgeLaunch } from '../../src/domain/launch-gates.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { reviewFactOf } from '../../src/domain/review-gate.ts';
import { summarise } from '../../src/domain/summary.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { actor, draft, event, holder, now, policyOf, situationOf, withHistory } from './example.ts';

const policy = policyOf([
  holder('pierre@example.com', 'devops'),
  { emails: ['jean@example.com', 'jdupont@home.example'], roles: [{ role: 'cpi' }] },
  holder('marie@example.com', 'cpi'),
  holder('paul@example.com', 'cpi', 'tenant-retail'),
]);
const emergency: RecordData = { ...draft(), spec: { ...draft().spec, emergency: true } };
const due: ReviewFact = {
  id: 'PR-2026-0007',
  tenant: 'tenant-finance',
  at: '2026-11-20T08:00:00Z',
  hands: ['pierre@example.com', 'jdupont@home.example'],
};

/** A record that went the whole way, by the requester, an approver and the controller. */
function live(record: RecordData, ...more: string[]): RecordData {
  const steps = ['created', 'approved', 'deploying', 'deployed', ...more];
  return withHistory(record, ...steps.map((action) => event(record, action)));
}

describe('the launch of another request', () => {
  function gate(reviews: ReviewFact[] | undefined, record = draft()): Verdict | undefined {
    const launch = reviews === undefined ? {} : { reviews };
    return judgeLaunch({ ...situationOf(record, policy), launch }).find((each) => each.gate === 'after-review');
  }

  test('waits until the emergency was reviewed, and names who can do that and how', () => {
    expect(gate([due])).toEqual({
      gate: 'after-review',
      claim: 'every emergency of the tenant was reviewed',
      passed: false,
      because: 'PR-2026-0007 was an emergency that went live at 2026-11-20T08:00:00Z, and nobody has reviewed it',
      values: { due: ['PR-2026-0007'] },
      unblock: ['marie@example.com'],
      remedy: ['rgz request review PR-2026-0007 --comment <text>'],
    });
  });

  test('waits where nobody looked', () => {
    expect(gate(undefined)).toMatchObject({ passed: false, because: expect.stringContaining('cannot be told here') });
  });

  test.each<[string, ReviewFact[], RecordData]>([
    ['there is none', [], draft()],
    ['it is of another tenant', [{ ...due, tenant: 'tenant-retail' }], draft()],
    ['the other request is an emergency too', [due], emergency],
  ])('goes on where %s', (_what, reviews, record) => {
    expect(gate(reviews, record)?.passed).toBe(true);
  });
});

describe('a review', () => {
  const reviewed = actionOf(promotion, 'reviewed');
  if (reviewed === undefined) throw new Error('a request cannot be reviewed');

  function refusals(record: RecordData, email: string): unknown[] {
    const verdicts = judgeDecision(situationOf(record, policy), actor(email), reviewed as NonNullable<typeof reviewed>);
    return verdicts.filter(({ passed }) => !passed).map(({ code }) => code);
  }

  test.each<[string, RecordData, string, string[]]>([
    ['who took no part', live(emergency), 'marie@example.com', []],
    ['who asked for it', live(emergency), 'pierre@example.com', ['policy.own-request', 'policy.not-allowed']],
    ['who approved it', live(emergency), 'jean@example.com', ['policy.already-decided']],
    ['who approved it, by another address', live(emergency), 'jdupont@home.example', ['policy.already-decided']],
    ['somebody of another tenant', live(emergency), 'paul@example.com', ['policy.not-allowed']],
    ['anybody, of what was no emergency', live(draft()), 'marie@example.com', ['state.no-review-due']],
    ['anybody, a second time', live(emergency, 'reviewed'), 'marie@example.com', ['state.no-review-due']],
    [
      'anybody, before it is live',
      withHistory(emergency, event(emergency, 'created')),
      'marie@example.com',
      ['state.no-review-due'],
    ],
  ])('by %s', (_what, record, email, codes) => {
    expect(refusals(record, email)).toEqual(codes);
  });

  test('leaves the request deployed', () => {
    const record = live(emergency, 'reviewed');
    expect(record.status?.state).toBe('deployed');
    expect(situationOf(record, policy).fold.problems).toEqual([]);
  });
});

test('lists tell that a review is due, and of whom', () => {
  const list = (record: RecordData) => summarise(promotion, record, situationOf(record, policy).fold, 'x');
  expect(list(live(emergency))).toMatchObject({ emergency: true, review: 'due' });
  expect(list(live(emergency, 'reviewed'))).toMatchObject({ emergency: true, review: 'done' });
  expect(list(live(draft()))).not.toHaveProperty('review');
  expect(reviewFactOf(list(live(emergency)))).toEqual({
    id: 'PR-2026-0001',
    tenant: 'tenant-finance',
    at: now,
    hands: ['pierre@example.com', 'jean@example.com'],
  });
});
