import { describe, expect, test } from 'vitest';
import { judgeLaunch } from '../../src/domain/launch-gates.ts';
import { draft, holder, now, policyOf, situationOf } from './example.ts';

const people = [holder('jean@example.com', 'cpi')];

function verdictOf(gate: string, more: Parameters<typeof policyOf>[1]) {
  return judgeLaunch(situationOf(draft(), policyOf(people, more))).find((each) => each.gate === gate);
}

const freeze = { name: 'year end', environments: ['prod'], timezone: 'UTC' };

describe('a freeze', () => {
  test.each<[string, object, boolean]>([
    ['that is on', { from: '2026-11-20T00:00:00Z', to: '2026-12-01T00:00:00Z' }, false],
    ['that is on, by dates alone', { from: '2026-11-20', to: '2026-12-01' }, false],
    ['that is over', { from: '2026-11-01T00:00:00Z', to: '2026-11-21T12:00:00Z' }, true],
    ['that is to come', { from: '2026-11-21T12:00:01Z', to: '2026-12-01T00:00:00Z' }, true],
    ['of another environment', { environments: ['staging'], from: '2026-11-20', to: '2026-12-01' }, true],
    ['of another tenant', { tenants: ['tenant-retail'], from: '2026-11-20', to: '2026-12-01' }, true],
    ['of this tenant', { tenants: ['tenant-finance'], from: '2026-11-20', to: '2026-12-01' }, false],
    ['that recurs, which nobody can tell here', { cron: '0 18 * * 5', duration: 'PT62H' }, false],
    ['in a zone that nobody can tell here', { timezone: 'Africa/Dakar', from: '2026-01-01', to: '2026-01-02' }, false],
  ])('%s', (_what, change, open) => {
    expect(verdictOf('freeze', { freezes: [{ ...freeze, ...change } as never] })?.passed).toBe(open);
  });

  test('says when it ends', () => {
    const verdict = verdictOf('freeze', { freezes: [{ ...freeze, from: '2026-11-20', to: '2026-12-01' }] });
    expect(verdict?.opensAt).toBe('2026-12-01T00:00:00.000Z');
    expect(now < (verdict?.opensAt ?? '')).toBe(true);
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
