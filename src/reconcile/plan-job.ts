import type { Progress } from '../domain/deployment.ts';
import { retriesOf } from './attempt.ts';
import { pollDelay, retryDelay } from './back-off.ts';
import { callableAt } from './desk.ts';
import { fieldsOf, iso, later, type Move, nothing, type Step, writes } from './effect.ts';
import { fail, hold, type LaunchTurn } from './plan-launch.ts';
import type { Item } from './snapshot.ts';

/** After the deadline a job has so long to end on being cancelled, before a person has to look. */
const graceMs = 600_000;

/** Looks after a job that is known: polls it, and settles the record with what the poll says. */
export function planJob(item: Item, jobId: string, turn: LaunchTurn): Move {
  const { note, attempt, manners, deployer, deployerNote, now } = turn;
  if (note.busy) return nothing;
  const { progress } = note;
  const settled = progress === undefined ? undefined : settle(item, turn, progress);
  if (settled !== undefined) return settled;
  const began = Date.parse(attempt.launchedAt ?? attempt.claimedAt);
  const deadline = began + manners.deadlineMs;
  if (now >= givenUpAt(deadline, turn)) {
    const what = progress?.kind === 'elsewhere' ? `${progress.reason}, and nobody told how it ended` : 'it did not end';
    return hold(item, attempt, `${what} by ${iso(deadline)}, nor on being cancelled`);
  }
  const callable = callableAt(deployerNote, now);
  if (now >= deadline && progress !== undefined && note.cancelled === undefined) {
    if (callable > now) return later(callable);
    return { effects: [{ effect: 'cancel', item, attempt, jobId, deployer }], closed: [] };
  }
  const notBefore = note.notBefore ?? (holds(turn) ? began : began + manners.leaseMs / 2);
  const at = Math.max(notBefore, callable);
  if (at > now) return later(now < deadline ? Math.min(at, deadline) : at);
  return { effects: [{ effect: 'poll', item, attempt, jobId, deployer }], closed: [] };
}

/** It may have ended while nobody looked: a process that was just started takes the time to hear how it is. */
function givenUpAt(deadline: number, { note, manners }: LaunchTurn): number {
  const heard = note.progress !== undefined && note.cancelled !== undefined;
  return (heard ? deadline : Math.max(deadline, manners.startedAt)) + graceMs;
}

function holds({ attempt, manners }: LaunchTurn): boolean {
  return attempt.controller === manners.controller && attempt.instance === manners.instance;
}

/** When to poll again, by whose job it is: the others look rarely, and only in case its own controller is gone. */
export function nextPoll(mine: boolean, launchedAt: number, leaseMs: number, now: number): number {
  return now + (mine ? pollDelay(now - launchedAt) : Math.max(leaseMs / 2, pollDelay(now - launchedAt)));
}

function settle(item: Item, { attempt, note, now }: LaunchTurn, progress: Progress): Move | undefined {
  const { work } = item;
  if (progress.kind === 'succeeded') {
    const { deploymentId } = progress;
    const fields = fieldsOf({ attempt: attempt.attempt, jobId: attempt.jobId, deploymentId });
    return writes(item, attempt.attempt, { action: work.succeed, fields });
  }
  if (progress.kind === 'unknown') return hold(item, attempt, progress.reason, progress.log);
  if (progress.kind !== 'failed') return undefined;
  const error =
    note.cancelled?.kind === 'cancelling' ? `cancelled after its deadline: ${progress.error}` : progress.error;
  return fail(item, attempt, error, progress.log, tryAgain(item, now));
}

function tryAgain({ work, record, situation }: Item, now: number): Step | undefined {
  const allowed = situation === undefined ? 0 : work.retries(situation.policy);
  const before = retriesOf(work, record.status?.history ?? []);
  if (before >= allowed) return undefined;
  const reason = `try ${before + 2} of ${allowed + 1}`;
  return { action: work.again, fields: { reason, after: iso(now + retryDelay(before)) } };
}
