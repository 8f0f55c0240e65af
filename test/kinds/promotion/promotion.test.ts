import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSchema } from '../../../src/adapters/schemas/index.ts';
import type { HistoryEvent } from '../../../src/domain/record.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { draft, event, policyOf, withHistory } from '../../domain/example.ts';

const slug = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const number = fc.integer({ min: 0, max: 999_999_999 }).map((each) => String(each).padStart(4, '0'));
const year = fc.integer({ min: 2000, max: 2099 });
const moment = fc
  .record({
    at: fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    form: fc.constantFrom('Z', '.123Z', '+00:00', '-11:30', '+14:00'),
  })
  .map(({ at, form }) => `${at.toISOString().slice(0, 19)}${form}`);

describe('the place of a request', () => {
  test('tells its id, year, month and environment', () => {
    fc.assert(
      fc.property(slug, year, number, moment, (environment, then, digits, createdAt) => {
        const request = draft({ targetEnvironment: environment });
        const id = `PR-${then}-${digits}`;
        const record = { ...request, metadata: { ...request.metadata, id, createdAt } };
        expect(checkSchema('PromotionRequest', record)).toEqual([]);
        const month = new Date(createdAt).toISOString().slice(5, 7);
        expect(promotion.recognise(promotion.place(record))).toEqual({ id, year: String(then), month, environment });
      }),
    );
  });

  test('is the one of the example in the source', () => {
    const request = draft();
    const metadata = { ...request.metadata, id: 'PR-2024-0003', createdAt: '2024-12-23T10:30:00Z' };
    expect(promotion.place({ ...request, metadata })).toBe('requests/prod/2024/12/PR-2024-0003.yaml');
  });

  test.each([
    'requests/prod/2026/11/README.md',
    'requests/prod/2026/11/PR-2026-1.yaml',
    'requests/prod/2026/11/PR-2026-00001.yaml',
    'requests/prod/2026/11/PR-2026-0001.yml',
    'requests/prod/2026/11/pr-2026-0001.yaml',
    'requests/prod/2026/11/PR-2026-0001.yaml.bak',
    'requests/prod/2026/PR-2026-0001.yaml',
    'requests/Prod/2026/11/PR-2026-0001.yaml',
    'requests/-prod/2026/11/PR-2026-0001.yaml',
    'requests/prod/26/11/PR-2026-0001.yaml',
    'requests/onboarding/2026/11/OB-2026-0001.yaml',
    'x/requests/prod/2026/11/PR-2026-0001.yaml',
    'requests/prod/../2026/11/PR-2026-0001.yaml',
  ])('is not %s', (path) => {
    expect(promotion.recognise(path)).toBeUndefined();
  });
});

describe('what a request says of itself', () => {
  test('its scope, its target and its impact', () => {
    expect(promotion.scope(draft())).toEqual({ tenant: 'tenant-finance', environment: 'prod' });
    expect(promotion.summary(draft())).toEqual({ target: 'api/payment-api@2.1.0', impact: 'low' });
  });

  test.each([
    ['low', 1],
    ['medium', 1],
    ['high', 3],
    ['critical', 2],
  ])('its quorum by impact: %s %i', (impactAssessment, needed) => {
    const policy = policyOf([{ emails: ['a@x.example'], roles: [] }], { promotions: { quorum: { high: 3 } } });
    expect(promotion.quorum(draft({}, { impactAssessment }), policy)).toBe(needed);
  });
});

describe('an emergency', () => {
  const emergency = { ...draft({}, { impactAssessment: 'critical' }), spec: { ...draft().spec, emergency: true } };
  const people = [{ emails: ['a@x.example'], roles: [] }];

  test('needs one approval, or as many as the policy says for it, whatever its impact', () => {
    expect(promotion.quorum(emergency, policyOf(people))).toBe(1);
    expect(promotion.quorum(emergency, policyOf(people, { promotions: { emergency: { quorum: 3 } } }))).toBe(3);
  });

  test('has to be reviewed once it is live, and once', () => {
    const history = ['created', 'approved', 'deploying', 'deployed'].map((action) => event(emergency, action));
    const live = withHistory(emergency, ...history);
    for (const state of promotion.states)
      expect(promotion.review?.(live, state)).toBe(state === 'deployed' ? 'due' : undefined);
    expect(promotion.review?.(withHistory(emergency, ...history, event(emergency, 'reviewed')), 'deployed')).toBe(
      'done',
    );
    expect(promotion.review?.(withHistory(draft(), ...history), 'deployed')).toBeUndefined();
  });
});

describe('the fields of convenience', () => {
  const request = draft();
  const at = (hour: number) => `2026-11-21T0${hour}:00:00Z`;
  const step = (action: string, hour: number, more: Partial<HistoryEvent> = {}) =>
    event(request, action, { at: at(hour), by: `${action}@example.com`, ...more });
  const nothing = {
    approvedBy: null,
    approvedAt: null,
    deployedAt: null,
    rejectedBy: null,
    rejectedAt: null,
    rejectionReason: null,
    reviewedBy: null,
    reviewedAt: null,
  };
  const approval = { approvedBy: 'approved@example.com', approvedAt: at(2) };
  const whole = ['created', 'approved', 'deploying'].map((action, hour) => step(action, hour + 1));

  test.each<[string, readonly HistoryEvent[], object]>([
    ['pending', [step('created', 1)], {}],
    ['half approved', [step('created', 1), step('approved', 2, { quorum: 2 })], {}],
    ['approved', [step('created', 1), step('approved', 2)], approval],
    ['deploying', whole, approval],
    ['deployed', [...whole, step('deployed', 4)], { ...approval, deployedAt: at(4) }],
    [
      'reviewed',
      [...whole, step('deployed', 4), step('reviewed', 5)],
      { ...approval, deployedAt: at(4), reviewedBy: 'reviewed@example.com', reviewedAt: at(5) },
    ],
    ['failed', [...whole, step('failed', 4)], approval],
    ['retried', [...whole, step('failed', 4), step('retried', 5)], approval],
    ['cancelled', [step('created', 1), step('cancelled', 2)], {}],
    [
      'rejected after an approval',
      [step('created', 1), step('approved', 2, { quorum: 2 }), step('rejected', 3, { reason: 'not this week' })],
      { rejectedBy: 'rejected@example.com', rejectedAt: at(3), rejectionReason: 'not this week' },
    ],
    [
      'rejected without a reason',
      [step('created', 1), step('rejected', 3, { reason: undefined })],
      { rejectedBy: 'rejected@example.com', rejectedAt: at(3) },
    ],
  ])('%s', (_what, history, told) => {
    const { state = '' } = withHistory(request, ...history).status ?? {};
    expect(promotion.derive(history, state)).toEqual({ ...nothing, ...told });
  });

  test('are those of the schema, and none else', () => {
    const record = withHistory(request, ...whole, step('deployed', 4));
    const full = { ...record, status: { ...record.status, ...promotion.derive(whole, 'deployed') } };
    expect(checkSchema('PromotionRequest', full)).toEqual([]);
  });
});

test('once created, a request keeps its target environment and what it takes back', () => {
  expect(promotion.immutable).toEqual([['target', 'targetEnvironment'], ['rollbackOf']]);
});
