import { expect, test } from 'vitest';
import { checklistsApproved } from '../../src/domain/checklist-gate.ts';
import type { ProofFact } from '../../src/domain/launch-facts.ts';
import { draft, event, holder, policyOf, situationOf, withHistory } from './example.ts';

const proof: ProofFact = { id: 'CL-cutover.a', tenant: 'tenant-finance', gate: 'cutover' };

function judged(gate: object, proofs: readonly ProofFact[] | undefined) {
  const policy = policyOf([holder('jean@example.com', 'cpi')], {
    gates: [{ name: 'go', checklist: 'cutover', ...gate }],
  });
  const record = withHistory(draft(), event(draft(), 'created'));
  const launch = proofs === undefined ? {} : { proofs };
  return checklistsApproved({ ...situationOf(record, policy), launch });
}

test.each([
  ['one that is approved', {}, [proof], true],
  ['none', {}, [], false],
  ['none, as far as was looked', {}, undefined, false],
  ['one of another tenant', {}, [{ ...proof, tenant: 'tenant-retail' }], false],
  ['one of another template', {}, [{ ...proof, gate: 'other' }], false],
  ['one that is doubted', {}, [{ ...proof, problem: 'its evidence is gone' }], false],
  [
    'a doubted one beside a good one',
    {},
    [
      { ...proof, problem: 'x' },
      { ...proof, id: 'CL-cutover.b' },
    ],
    true,
  ],
  ['none, for another environment', { environments: ['staging'] }, [], true],
  ['none, for this environment', { environments: ['prod'] }, [], false],
  ['none, for another tenant', { tenants: ['tenant-retail'] }, [], true],
  ['none, for this target', { targets: ['api/payment-api'] }, [], false],
  ['none, for another target', { targets: ['api/payment'] }, [], true],
] as const)('a gate with %s', (_what, gate, proofs, passed) => {
  expect(judged(gate, proofs as readonly ProofFact[] | undefined).passed).toBe(passed);
});

test('a closed gate says which, and what doubts there are', () => {
  expect(judged({}, []).because).toBe('gate go: no approved checklist cutover is known');
  expect(judged({}, [{ ...proof, problem: 'its evidence is gone' }])).toMatchObject({
    because: 'gate go: CL-cutover.a is approved, but its evidence is gone',
    remedy: ['rgz checklist list --template cutover --tenant tenant-finance', 'rgz checklist pending'],
  });
});
