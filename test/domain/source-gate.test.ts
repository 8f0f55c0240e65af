import { describe, expect, test } from 'vitest';
import type { Deployment, SourceFacts } from '../../src/domain/launch-facts.ts';
import { judgeLaunch } from '../../src/domain/launch-gates.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { deploymentOf } from '../../src/domain/source-gate.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { draft, holder, policyOf, situationOf } from './example.ts';

const asking = policyOf([holder('jean@example.com', 'cpi')], { promotions: { requireSource: true } });
const silent = policyOf([holder('jean@example.com', 'cpi')]);

function sourceGate(
  source: SourceFacts | undefined,
  record: RecordData = draft(),
  policy = asking,
): Verdict | undefined {
  const launch = source === undefined ? {} : { source };
  return judgeLaunch({ ...situationOf(record, policy), launch }).find(({ gate }) => gate === 'source');
}

const staged: Deployment = {
  id: 'PR-2026-0007',
  tenant: 'tenant-finance',
  target: 'api/payment-api@2.1.0',
  environment: 'staging',
  at: '2026-11-20T08:00:00Z',
};
const facts = (...deployments: Deployment[]): SourceFacts => ({ first: 'dev', deployments });
const back: Deployment = {
  ...staged,
  id: 'PR-2026-0008',
  target: 'api/payment-api@2.0.0',
  at: '2026-11-20T09:00:00Z',
  rollbackOf: staged.id,
};

describe('the version', () => {
  test('is asked for only where the policy does', () => {
    expect(sourceGate(undefined, draft(), silent)).toMatchObject({
      passed: true,
      because: 'the policy does not ask for it',
    });
  });

  test('was deployed where it comes from', () => {
    expect(sourceGate(facts(staged))).toEqual({
      gate: 'source',
      claim: 'the version was deployed where it comes from',
      passed: true,
      because: 'PR-2026-0007 deployed it to staging at 2026-11-20T08:00:00Z',
      values: { target: 'api/payment-api@2.1.0', environment: 'staging' },
    });
  });

  test.each<[string, SourceFacts | undefined, string]>([
    ['that nobody looked at', undefined, 'cannot be told here'],
    ['that was never deployed', facts(), 'no request of tenant-finance has deployed api/payment-api@2.1.0 to staging'],
    ['of another number', facts({ ...staged, target: 'api/payment-api@2.1' }), 'no request'],
    ['whose record somebody touched against the rules', facts({ ...staged, doubted: true }), 'breaks a rule'],
    ['of another tenant', facts({ ...staged, tenant: 'tenant-retail' }), 'no request'],
    ['in another environment', facts({ ...staged, environment: 'prod' }), 'no request'],
    [
      'that was taken back',
      facts(staged, back),
      'PR-2026-0007 deployed it to staging at 2026-11-20T08:00:00Z, and PR-2026-0008 took it back',
    ],
  ])('%s holds the launch', (_what, source, because) => {
    expect(sourceGate(source)).toMatchObject({ passed: false, because: expect.stringContaining(because) });
  });

  test('that is missing is asked for by the command that brings it there', () => {
    expect(sourceGate(facts())?.remedy).toEqual([
      'rgz request create --tenant tenant-finance --target api/payment-api@2.1.0 --to staging',
    ]);
  });

  test('counts again when it is deployed again after it was taken back, and where only another environment took it back', () => {
    const again = { ...staged, id: 'PR-2026-0009', at: '2026-11-20T10:00:00Z' };
    expect(sourceGate(facts(staged, back, again))).toMatchObject({
      passed: true,
      because: expect.stringContaining('PR-2026-0009'),
    });
    expect(sourceGate(facts(staged, { ...back, environment: 'prod' }))?.passed).toBe(true);
  });

  test('of the first environment is not asked for: nothing leads there', () => {
    const record = draft({ sourceEnvironment: 'dev', targetEnvironment: 'staging' });
    expect(sourceGate(facts(), record)).toMatchObject({
      passed: true,
      because: 'dev is the first environment: nothing leads there',
    });
  });

  test('that a rollback goes back to was live there before', () => {
    const rollback = (version: string) => {
      const record = draft({ version });
      return { ...record, spec: { ...record.spec, rollbackOf: 'PR-2026-0005' } };
    };
    const live = { ...staged, environment: 'prod', target: 'api/payment-api@2.0.0' };
    expect(sourceGate(facts(live), rollback('2.0.0'))).toMatchObject({
      passed: true,
      because: 'it goes back to what was live: PR-2026-0007 deployed it to prod at 2026-11-20T08:00:00Z',
    });
    expect(sourceGate(facts(live), rollback('2.1.0'))?.passed).toBe(false);
    expect(sourceGate(facts(live), draft({ version: '2.0.0' }))?.passed).toBe(false);
  });
});

test('only what is live because of it is a deployment', () => {
  const summary = {
    ...{
      kind: 'PromotionRequest',
      impact: 'low',
      createdBy: 'pierre@example.com',
      createdAt: '2026-11-19T08:00:00Z',
      path: 'x',
    },
    ...{ id: staged.id, tenant: staged.tenant, target: staged.target, state: 'deployed', deployedAt: staged.at },
  };
  expect(deploymentOf(summary, 'staging')).toEqual(staged);
  expect(deploymentOf({ ...summary, rollbackOf: 'PR-2026-0001' }, 'staging')?.rollbackOf).toBe('PR-2026-0001');
  expect(deploymentOf({ ...summary, state: 'failed' }, 'staging')).toBeUndefined();
});
