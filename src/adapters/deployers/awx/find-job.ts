import { isObject, type JsonObject } from '../../../domain/json.ts';
import type { Attempt, Found } from '../../../ports/deployer.ts';
import { hasTag, tagOf, variablesOf } from './attempt-tag.ts';
import { type Awx, tolerance } from './awx.ts';
import { isoSeconds } from './awx-clock.ts';
import { jobIdOf, jobPage } from './job-id.ts';
import { listJobs, numberOf } from './list-jobs.ts';
import type { Template } from './template.ts';

/** How far before the claim a job may seem to have been made: clocks differ, and AWX has several. */
const marginSeconds = 300;
/** Tags are the attempt's own, so they are looked for in a longer time. */
const tagMarginSeconds = 86_400;
const lookEverySeconds = 10;
/** Dates come in whole seconds, and AWX has several clocks. */
const slackSeconds = 5;

type Candidate = { row: JsonObject; type: Template['type'] };

/**
 * Looks for the job of an attempt: by its tag, and through all that was launched since the claim, since a tag may have
 * been left out. What an operator relaunched carries the same marks, and is left out; of several the first is the one.
 * Only when no call can arrive any more is it absent.
 */
export async function findJob(awx: Awx, attempt: Attempt): Promise<Found> {
  const claimed = Date.parse(attempt.claimedAt);
  const tagged = await listTagged(awx, attempt);
  if (!Array.isArray(tagged)) return tagged;
  const listed = tagged.length > 0 ? { rows: [], askedAt: 0 } : await listLaunched(awx, claimed);
  if ('kind' in listed) return listed;
  const own = listed.rows.filter(({ row }) => variablesOf(row)?.rgz_attempt === attempt.attempt);
  const [first, ...others] = [...tagged, ...own].sort((left, right) => numberOf(left.row) - numberOf(right.row));
  if (first !== undefined) return found(awx, attempt.attempt, first, others);
  const doubt = await findDoubtful(awx, listed.rows, claimed);
  if (doubt !== undefined) return doubt;
  const left = secondsLeft(awx, attempt, listed.askedAt);
  if (left <= 0) return { kind: 'absent' };
  return unsure(`AWX may still carry out a call for ${attempt.attempt}`, Math.min(left, lookEverySeconds));
}

/** Until no call can be carried out any more. The lease may be a moment of our own clock, so that counts where it is behind. */
function secondsLeft({ api, commitSeconds }: Awx, { lease }: Attempt, askedAt: number): number {
  const last = Date.parse(lease) / 1000 + Math.max(0, -api.clock.ahead());
  return Math.ceil(last + commitSeconds + slackSeconds - askedAt / 1000);
}

async function listTagged(awx: Awx, { attempt, claimedAt }: Attempt): Promise<Candidate[] | Found> {
  if (awx.wanted.type === 'workflow') return [];
  const created__gte = isoSeconds(Date.parse(claimedAt) - tagMarginSeconds * 1000);
  const query = { launch_type: 'manual', skip_tags__contains: tagOf(attempt), created__gte };
  const listed = await listJobs(awx.api, 'jobs', query);
  if (listed.kind === 'not') return away(listed.answer);
  return listed.rows.filter((row) => hasTag(row, attempt)).map((row) => ({ row, type: 'job' }));
}

/** All jobs that people and we have launched since; those of a sliced template are workflows. */
async function listLaunched(awx: Awx, claimed: number): Promise<{ rows: Candidate[]; askedAt: number } | Found> {
  const query = { launch_type: 'manual', created__gte: isoSeconds(claimed - marginSeconds * 1000) };
  const rows: Candidate[] = [];
  let askedAt = Number.POSITIVE_INFINITY;
  for (const type of awx.wanted.type === 'job' ? (['job', 'workflow'] as const) : (['workflow'] as const)) {
    const listed = await listJobs(awx.api, type === 'job' ? 'jobs' : 'workflow_jobs', query);
    if (listed.kind === 'not') return away(listed.answer);
    askedAt = Math.min(askedAt, listed.askedAt);
    rows.push(...listed.rows.map((row) => ({ row, type })));
  }
  return { rows, askedAt };
}

/** A job of our user and template without any attempt: AWX may have left our variables out of it. */
async function findDoubtful(awx: Awx, rows: readonly Candidate[], claimed: number): Promise<Found | undefined> {
  const bare = rows.filter(({ row }) => {
    const late = Date.parse(`${row.created}`) >= claimed - tolerance * 1000;
    return late && row.name === awx.wanted.name && !('rgz_attempt' in (variablesOf(row) ?? {}));
  });
  if (bare.length === 0) return undefined;
  const me = await awx.api.get('me');
  if (me.kind !== 'ok') return away(me);
  const [user] = Array.isArray(me.json.results) ? me.json.results : [];
  const ours = bare.find(({ row }) => isObject(user) && launcherOf(row) === user.id);
  if (ours === undefined) return undefined;
  const { id } = ours.row;
  return {
    kind: 'lost',
    reason: `${awx.wanted.name} was launched as job ${id} by the controller's user and without variables, so it may or may not be this attempt`,
  };
}

function launcherOf({ launched_by: by, summary_fields: summary }: JsonObject) {
  if (isObject(by) && by.type === 'user') return by.id;
  const creator = isObject(summary) ? summary.created_by : undefined;
  return isObject(creator) ? creator.id : undefined;
}

function found(awx: Awx, attempt: string, first: Candidate, others: readonly Candidate[]): Found {
  const ref = { type: first.type, id: numberOf(first.row), flawed: false };
  const numbers = others.map(({ row }) => row.id).join(', ');
  const message = `AWX has further jobs of ${attempt} beside ${ref.id}: ${numbers}`;
  if (others.length > 0) awx.journal({ level: 'error', event: 'awx.several-jobs', message, attempt });
  return { kind: 'found', jobId: jobIdOf(ref), url: jobPage(awx.site, ref) };
}

function away(answer: { reason: string; retryAfter?: number } | { words: string; status: number }): Found {
  if ('words' in answer) return unsure(`AWX does not let us look (${answer.status}): ${answer.words}`, 60);
  return unsure(`AWX cannot be asked: ${answer.reason}`, answer.retryAfter ?? lookEverySeconds);
}

function unsure(reason: string, lookAfter: number): Found {
  return { kind: 'unsure', reason, lookAfter };
}
