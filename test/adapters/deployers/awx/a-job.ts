import type { Attempt, Job, Owner } from '../../../../src/ports/deployer.ts';
import type { AwxStage } from './stage.ts';

/** Whose the job is, unless a test names another attempt. */
export const owner: Owner = { attempt: 'PR-2026-0007-1-k3x9', instances: [] };

/** An attempt that is claimed now, and what it is to do. */
export function aJob(stage: AwxStage, more: Partial<Job> = {}): { job: Job; attempt: Attempt } {
  const claimedAt = stage.now();
  const lease = new Date(Date.parse(claimedAt) + 180_000).toISOString();
  const job: Job = {
    attempt: owner.attempt,
    request: 'PR-2026-0007',
    tenant: 'tenant-finance',
    environment: 'prod',
    target: { type: 'api', name: 'payment-api', version: '2.1.0+build.7' },
    record: {
      apiVersion: 'rgz.dev/v1',
      kind: 'PromotionRequest',
      metadata: { id: 'PR-2026-0007', tenant: 'tenant-finance' },
      spec: { request: { justification: 'The payment flow has to meet the new rules' } },
      status: { state: 'deploying', history: [] },
    },
    files: [],
    read: async () => Buffer.alloc(0),
    lease,
    ...more,
  };
  return { job, attempt: { attempt: job.attempt, claimedAt, lease, instances: [] } };
}
