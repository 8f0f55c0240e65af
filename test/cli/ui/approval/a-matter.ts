import type { Matter } from '../../../../src/cli/ui/approval/approval-state.ts';
import { passed } from '../../../../src/domain/verdict.ts';

export const matter: Matter = {
  heading: 'PR-2026-0003 payment-api 2.1.0 → prod',
  facts: [
    ['Tenant', 'tenant-finance'],
    ['Asked by', 'Pierre Durand <pierre.durand@cab-i.example>'],
    ['Impact', 'low'],
    ['Justification', 'New PCI-DSS compliant payment flow'],
    ['Release notes', '- Added 3DS2 authentication\n- Fixed timeout issues'],
  ],
  verdicts: [
    passed('state', 'the request is pending', 'it is pending'),
    {
      gate: 'freeze',
      claim: 'no freeze covers prod',
      passed: false,
      because: 'the freeze "Quarter end" covers prod',
      values: {},
      unblock: ['anna@cab-i.example'],
      opensAt: '2026-04-01T00:00:00Z',
    },
  ],
};

export const longMatter: Matter = {
  ...matter,
  facts: [...matter.facts, ['Rollback plan', Array.from({ length: 30 }, (_, at) => `step ${at + 1}`).join('\n')]],
};
