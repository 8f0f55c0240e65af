import type { Cancelled } from '../../../ports/deployer.ts';
import type { Awx } from './awx.ts';
import { type JobRef, jobPath } from './job-id.ts';

/** Asks AWX to end a job; running ones take a while. */
export async function cancelJob({ api }: Pick<Awx, 'api'>, ref: JobRef): Promise<Cancelled> {
  const answer = await api.post(`${jobPath(ref)}/cancel`, {});
  if (answer.kind === 'ok') return { kind: 'cancelling' };
  if (answer.kind === 'unavailable') return { kind: 'unreachable', reason: `AWX is not available: ${answer.reason}` };
  if (answer.status === 405 || answer.status === 404) return { kind: 'over' };
  return { kind: 'unreachable', reason: `AWX does not cancel job ${ref.id} (${answer.status}): ${answer.words}` };
}
