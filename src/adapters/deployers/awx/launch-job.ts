import type { Job, Launch } from '../../../ports/deployer.ts';
import type { Asked } from './api.ts';
import { skipTags } from './attempt-tag.ts';
import { type Awx, tolerance } from './awx.ts';
import { isoSeconds } from './awx-clock.ts';
import { cancelJob } from './cancel-job.ts';
import { extraVars } from './extra-vars.ts';
import { findJob } from './find-job.ts';
import { jobIdOf, jobPage } from './job-id.ts';
import { flawOf } from './preflight.ts';
import { readLaunched } from './read-launched.ts';
import { pathOf } from './template.ts';

/** Launches the template with the attempt in its variables and, where it takes tags, among its tags. */
export async function launchJob(awx: Awx, job: Job): Promise<Launch> {
  const { api, finder } = awx;
  const variables = extraVars(job);
  if (variables === undefined) {
    return { kind: 'refused', error: 'a name in the request holds a sign that Ansible could evaluate', retry: false };
  }
  const resolved = await finder.find();
  if (resolved.kind !== 'template') return later(resolved.reason, resolved.kind === 'away' ? resolved.retryAfter : 60);
  const { template } = resolved;
  const flaw = flawOf(template);
  if (flaw !== undefined) return later(flaw.reason, 60);
  if (Math.abs(api.clock.ahead()) > tolerance)
    return later('the clocks of AWX and of this controller differ too much', 60);
  if (api.clock.now() > Date.parse(job.lease)) return later('the lease was over before AWX could be called');
  const body = { extra_vars: variables, ...skipTags(template, job.attempt) };
  const call = { ...job, since: api.clock.now() };
  const answer = await api.post(`${pathOf(template.type)}/${template.id}/launch`, body, job.attempt);
  return answer.kind === 'ok' ? launched(awx, call, answer) : notLaunched(awx, call, answer);
}

/** The attempt that was called for, and when by AWX's clock. */
type Call = Pick<Job, 'attempt' | 'lease'> & { since: number };

async function launched(awx: Awx, call: Call, answer: Extract<Asked, { kind: 'ok' }>): Promise<Launch> {
  const made = readLaunched(answer.json);
  if (made === undefined) return inDoubt(awx, call, 'its answer names no job');
  const { ref, ignored } = made;
  if (ref.flawed) {
    const message = `AWX ignored ${ignored} when it launched job ${ref.id}, so the job is cancelled`;
    awx.journal({ level: 'error', event: 'awx.fields-ignored', message, attempt: call.attempt });
    await cancelJob(awx, ref);
  }
  return { kind: 'started', jobId: jobIdOf(ref), url: jobPage(awx.site, ref) };
}

async function notLaunched(awx: Awx, call: Call, answer: Exclude<Asked, { kind: 'ok' }>): Promise<Launch> {
  if (answer.kind === 'refused') {
    const error = `AWX refused to launch "${awx.wanted.name}" (${answer.status}): ${answer.words}`;
    return { kind: 'refused', error, retry: mended.includes(answer.status) };
  }
  if (answer.sent) return inDoubt(awx, call, answer.reason);
  return later(`AWX is not available: ${answer.reason}`, answer.retryAfter);
}

/** Refusals that are not the request's fault: credentials, rights, a template that is gone. */
const mended = [401, 403, 404];

/** Mostly the job is there, and only the answer was lost. */
async function inDoubt(awx: Awx, { attempt, lease, since }: Call, reason: string): Promise<Launch> {
  awx.journal({
    level: 'warn',
    event: 'awx.launch-unanswered',
    message: `AWX may have launched a job: ${reason}`,
    attempt,
  });
  const found = await findJob(awx, { attempt, lease, claimedAt: isoSeconds(since), instances: [] });
  if (found.kind === 'found') return { ...found, kind: 'started' };
  const lookAfter = found.kind === 'unsure' ? found.lookAfter : 1;
  return { kind: 'unsure', reason: `AWX may have launched it: ${reason}`, lookAfter };
}

function later(error: string, retryAfter?: number): Launch {
  return { kind: 'refused', error, retry: true, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
