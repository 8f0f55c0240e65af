import { isObject, type JsonObject } from '../../../domain/json.ts';
import type { Progress } from '../../../ports/deployer.ts';
import type { Awx } from './awx.ts';
import { cancelJob } from './cancel-job.ts';
import { explainFailure } from './explain-failure.ts';
import { type JobRef, jobPath } from './job-id.ts';
import { whoseIs } from './whose-job.ts';

const active = ['new', 'pending', 'waiting', 'running'];
/** After a job has ended AWX may still be saving its output; so long it is waited for. */
const eventsMs = 60_000;

/** What has become of a job. A status is believed only where AWX speaks of it, and a job that lost our variables is cancelled. */
export async function pollJob(awx: Awx, ref: JobRef, attempt: string): Promise<Progress> {
  const answer = await awx.api.get(jobPath(ref));
  if (answer.kind === 'unavailable') {
    const wait = answer.retryAfter === undefined ? {} : { retryAfter: answer.retryAfter };
    return { kind: 'unreachable', reason: `AWX is not available: ${answer.reason}`, ...wait };
  }
  if (answer.kind === 'refused') {
    if (answer.status === 404) return { kind: 'unknown', reason: `AWX has no job ${ref.id} any more` };
    return { kind: 'unreachable', reason: `AWX does not show job ${ref.id} (${answer.status}): ${answer.words}` };
  }
  const { json: job, askedAt } = answer;
  const status = `${job.status}`;
  const whose = whoseIs(awx, job, attempt);
  if (whose === 'another') {
    return { kind: 'unknown', reason: `job ${ref.id} at ${awx.wanted.base} is another one, not that of ${attempt}` };
  }
  const flawed = ref.flawed || whose === 'stripped';
  if (active.includes(status)) {
    if (flawed) await cancelJob(awx, ref);
    return { kind: 'running' };
  }
  if (job.event_processing_finished === false && askedAt - Date.parse(`${job.finished}`) < eventsMs) {
    return { kind: 'running' };
  }
  if (flawed) return endOfFlawed(ref, status);
  if (status === 'successful') return succeeded(job);
  if (['failed', 'error', 'canceled'].includes(status)) return explainFailure(awx, ref, job);
  return {
    kind: 'unknown',
    reason: `AWX reports a status of job ${ref.id} that means nothing here: ${awx.api.tidy(status)}`,
  };
}

function endOfFlawed({ id }: JobRef, status: string): Progress {
  const what = `AWX left fields out of job ${id} when it launched it, so the job was to be cancelled`;
  if (status === 'canceled') return { kind: 'failed', error: `${what}, and was` };
  return { kind: 'unknown', reason: `${what}; it ended as ${status} all the same` };
}

/** A playbook may name what it made: `set_stats` with `rgz_deployment_id`. */
function succeeded({ artifacts }: JsonObject): Progress {
  const id = isObject(artifacts) ? artifacts.rgz_deployment_id : undefined;
  const named = (typeof id === 'string' && id !== '') || typeof id === 'number';
  return { kind: 'succeeded', ...(named ? { deploymentId: `${id}`.slice(0, 256) } : {}) };
}
