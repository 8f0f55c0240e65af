import { describe, expect, test } from 'vitest';
import type { LaunchFacts } from '../../src/domain/launch-facts.ts';
import { judgeLaunch } from '../../src/domain/launch-gates.ts';
import { draft, holder, policyOf, situationOf } from './example.ts';

const people = [holder('jean@example.com', 'cpi'), holder('ada@example.com', 'admin')];

function verdictOf(gate: string, more: Parameters<typeof policyOf>[1], launch?: LaunchFacts) {
  const situation = situationOf(draft(), policyOf(people, more));
  return judgeLaunch({ ...situation, ...(launch === undefined ? {} : { launch }) }).find((each) => each.gate === gate);
}

const freeze = { name: 'year end', environments: ['prod'], timezone: 'UTC', from: '2026-11-20', to: '2026-12-01' };
const window = { from: '2026-11-20T00:00:00Z', to: '2026-12-01T00:00:00Z' };

describe('a freeze', () => {
  const on = { freezes: [{ index: 0, on: true, ...window }], opensAt: '2026-12-01T08:00:00Z' };
  const off = { freezes: [{ index: 0, on: false }] };

  test.each<[string, object, LaunchFacts | undefined, boolean]>([
    ['that is on', {}, { freezes: on }, false],
    ['that is off', {}, { freezes: off }, true],
    ['that nobody looked at', {}, undefined, false],
    ['that was not among those looked at', {}, { freezes: { freezes: [] } }, false],
    ['that is taken for another', {}, { freezes: { freezes: [{ index: 1, on: false }] } }, false],
    ['that cannot be read', {}, { freezes: { freezes: [{ index: 0, on: false, problem: 'no zone' }] } }, false],
    ['of another environment', { environments: ['staging'] }, undefined, true],
    ['of another tenant', { tenants: ['tenant-retail'] }, undefined, true],
    ['of this tenant', { tenants: ['tenant-finance'] }, { freezes: on }, false],
  ])('%s', (_what, change, launch, open) => {
    expect(verdictOf('freeze', { freezes: [{ ...freeze, ...change } as never] }, launch)?.passed).toBe(open);
  });

  test('says which it is, until when, and when a launch is next possible', () => {
    expect(verdictOf('freeze', { freezes: [freeze] }, { freezes: on })).toEqual({
      gate: 'freeze',
      claim: 'no freeze is on',
      passed: false,
      because: 'freeze "year end" is on for prod until 2026-12-01T00:00:00Z',
      values: { freezes: [{ name: 'year end', ...window }] },
      opensAt: '2026-12-01T08:00:00Z',
    });
  });

  test('is told with every other that is on', () => {
    const facts = { freezes: [0, 1].map((index) => ({ index, on: true })) };
    const verdict = verdictOf('freeze', { freezes: [freeze, { ...freeze, name: 'audit' }] }, { freezes: facts });
    expect(verdict?.because).toBe('freeze "year end" is on for prod; freeze "audit" is on for prod');
    expect(verdict?.opensAt).toBeUndefined();
  });

  test('that cannot be read says so, opens at no time, and is mended by an admin', () => {
    const facts = {
      freezes: [{ index: 0, on: true, problem: 'there is no zone "Mars"' }],
      opensAt: '2026-12-01T00:00:00Z',
    };
    const verdict = verdictOf('freeze', { freezes: [freeze] }, { freezes: facts });
    expect(verdict).toMatchObject({
      because: 'freeze "year end" cannot be read, so it counts as on: there is no zone "Mars"',
      unblock: ['ada@example.com'],
      remedy: ['rgz policy check'],
    });
    expect(verdict?.opensAt).toBeUndefined();
  });

  test('that is to come is told beforehand, the first of them', () => {
    const facts = {
      freezes: [
        { index: 0, on: false, from: '2026-12-20T00:00:00Z' },
        { index: 1, on: false, from: '2026-12-18T00:00:00Z' },
        { index: 2, on: false },
      ],
    };
    const freezes = ['year end', 'audit', 'past'].map((name) => ({ ...freeze, name }));
    expect(verdictOf('freeze', { freezes }, { freezes: facts })?.because).toBe(
      'none covers this moment; "audit" begins at 2026-12-18T00:00:00Z',
    );
  });
});

describe('a checklist that the policy asks for', () => {
  test.each<[string, object, boolean]>([
    ['for everything', {}, false],
    ['for this target', { targets: ['api/payment-api'] }, false],
    ['for this version', { targets: ['api/payment-api@2.1.0'] }, false],
    ['for another target', { targets: ['api/pay'] }, true],
    ['for another environment', { environments: ['staging'] }, true],
    ['for another tenant', { tenants: ['tenant-retail'] }, true],
  ])('%s', (_what, change, open) => {
    expect(verdictOf('checklists', { gates: [{ name: 'go-live', checklist: 'cutover', ...change }] })?.passed).toBe(
      open,
    );
  });
});
