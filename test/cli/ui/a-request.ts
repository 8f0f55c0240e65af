import type { Form } from '../../../src/cli/ui/form/form-state.ts';
import { requestFields } from '../../../src/cli/ui/form/request-fields.ts';
import type { DraftField, DraftProblems, RequestDraft } from '../../../src/cli/ui/request-draft.ts';

export const draft: RequestDraft = {
  tenant: 'tenant-finance',
  targetType: 'api',
  targetName: 'payment-api',
  targetVersion: '2.1.0',
  from: 'staging',
  to: 'prod',
  justification: 'New PCI-DSS compliant payment flow',
  releaseNotes: '- Added 3DS2 authentication\n- Fixed timeout issues',
  impact: 'low',
  rollbackPlan: 'Revert to v2.0.0 via emergency deploy',
  schedule: '',
  stagingTestsPassed: true,
  securityScanPassed: true,
  performanceTestsPassed: false,
  evidence: 'https://gitlab.example/pipeline/12345',
};

const required: readonly DraftField[] = [
  'tenant',
  'targetName',
  'targetVersion',
  'releaseNotes',
  'rollbackPlan',
  'evidence',
];

/** Rules like those of a repository. */
export function check(draft: Partial<RequestDraft>): DraftProblems {
  const problems: DraftProblems = {};
  for (const field of required) if (draft[field] === '') problems[field] = 'is required';
  if ((draft.justification ?? '').length < 20) problems.justification = 'needs at least 20 characters';
  if (draft.from !== undefined && draft.from === draft.to) problems.to = `leads from ${draft.from} to itself`;
  if (draft.schedule !== undefined && !/^(?:|\d{4}-.*Z)$/.test(draft.schedule)) problems.schedule = 'is not a date';
  if (draft.stagingTestsPassed === false) problems.stagingTestsPassed = 'must have passed';
  if (draft.securityScanPassed === false) problems.securityScanPassed = 'must have passed';
  return problems;
}

export function aForm({ tenants = ['tenant-finance', 'tenant-retail'] }: { tenants?: readonly string[] } = {}): Form {
  return { fields: requestFields(tenants, ['dev', 'staging', 'prod']), check };
}

export function without(...fields: readonly DraftField[]): Partial<RequestDraft> {
  const rest: Partial<RequestDraft> = { ...draft };
  for (const field of fields) delete rest[field];
  return rest;
}
