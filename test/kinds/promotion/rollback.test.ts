import { expect, test } from 'vitest';
import { checkSchema } from '../../../src/adapters/schemas/index.ts';
import { rollbackSpec } from '../../../src/kinds/promotion/rollback.ts';
import { validate } from '../../../src/kinds/promotion/validate.ts';
import { draft, now } from '../../domain/example.ts';

const good = { ...draft({ version: '2.0.0' }), metadata: { ...draft().metadata, id: 'PR-2026-0001' } };
const bad = {
  ...draft({ version: '2.1.0' }, { impactAssessment: 'critical', scheduledDate: '2026-01-01T00:00:00Z' }),
  metadata: { ...draft().metadata, id: 'PR-2026-0002' },
};

test('a rollback asks for the version before, at the same place and with the same care', () => {
  expect(rollbackSpec(bad, good, { reason: 'payments fail' })).toEqual({
    target: { ...(bad.spec.target as object), version: '2.0.0' },
    request: {
      justification: 'Roll payment-api back from 2.1.0 to 2.0.0, which PR-2026-0001 deployed: payments fail',
      releaseNotes: 'Takes back PR-2026-0002. The version is the one of PR-2026-0001.',
      impactAssessment: 'critical',
      rollbackPlan: 'Promote 2.1.0 again with a new request.',
    },
    preChecks: good.spec.preChecks,
    rollbackOf: 'PR-2026-0002',
  });
});

test.each([undefined, 'because'])('a rollback (reason: %s) is a request like any other', (reason) => {
  const record = { ...draft(), spec: rollbackSpec(bad, good, { reason }) };
  expect(checkSchema('PromotionRequest', record)).toEqual([]);
  const world = { now, tenants: ['tenant-finance'], environments: ['staging', 'prod'] };
  expect(validate(record, world)).toEqual([]);
});

test('a rollback leaves the requests it is made of alone', () => {
  const before = structuredClone([bad, good]);
  const spec = rollbackSpec(bad, good, {});
  Object.assign(spec.preChecks as object, { stagingTestsPassed: false });
  Object.assign(spec.target as object, { name: 'other' });
  expect([bad, good]).toEqual(before);
});

test('a rollback may be an emergency', () => {
  expect(rollbackSpec(bad, good, { emergency: true }).emergency).toBe(true);
  expect(rollbackSpec(bad, good, {})).not.toHaveProperty('emergency');
});
