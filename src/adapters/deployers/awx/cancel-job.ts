import type { Cancelled } from '../../../ports/deployer.ts';
import type { Asked } from './api.ts';
import type { Awx } from './awx.ts';
import { type JobRef, jobPath } from './job-id.ts';
import { whoseIs } from './whose-job.ts';

/** Asks AWX to end a job; running ones take a while. */
export async function cancelJob({ api }: Pick<Awx, 'api'>, ref: JobRef): Promise<Cancelled> {
  const answer = await api.post(`${jobPath(ref)}/cancel`, {});
  return answer.kind === 'ok' ? { kind: 'cancelling' } : notCancelled(ref, answer);
}

/** Ends what carries the attempt, and nothing that has come to have its number. */
export async function cancelOwnJob(awx: Awx, ref: JobRef, attempt: string): Promise<Cancelled> {
  const answer = await awx.api.get(jobPath(ref));
  if (answer.kind !== 'ok') return notCancelled(ref, answer);
  return whoseIs(awx, answer.json, attempt) === 'another' ? { kind: 'over' } : cancelJob(awx, ref);
}

function notCancelled({ id }: JobRef, answer: Exclude<Asked, { kind: 'ok' }>): Cancelled {
  if (answer.kind === 'unavailable') return { kind: 'unreachable', reason: `AWX is not available: ${answer.reason}` };
  if (answer.status === 405 || answer.status === 404) return { kind: 'over' };
  return { kind: 'unreachable', reason: `AWX does not cancel job ${id} (${answer.status}): ${answer.words}` };
}
