import type { Found, Launch } from '../domain/deployment.ts';
import { judgeLaunch } from '../domain/launch-gates.ts';
import { type AttemptFacts, releasesOf } from './attempt.ts';
import { releaseDelay } from './back-off.ts';
import { callableAt, type DeployerNote, type Note } from './desk.ts';
import { fieldsOf, iso, later, type Move, nothing, type Step, writes } from './effect.ts';
import type { Item, Manners } from './snapshot.ts';

export interface LaunchTurn {
  attempt: AttemptFacts;
  note: Note;
  deployer: string;
  deployerNote: DeployerNote;
  manners: Manners;
  lineHeld: string | undefined;
  now: number;
}

/** Leads a claim to a job, to a clear end, or back: never to a second job. Only who holds the claim may call. */
export function planLaunch(item: Item, turn: LaunchTurn): Move {
  const { attempt, note, now } = turn;
  if (note.busy) return nothing;
  if (note.launch?.kind === 'started') return recordJob(item, turn, note.launch);
  if (note.found?.kind === 'found') return recordJob(item, turn, note.found);
  if (!holdsClaim(turn)) {
    const over = Date.parse(attempt.lease);
    return over <= now ? renew(item, turn) : later(over + 1);
  }
  if (note.holding !== attempt.lease) return look(item, turn, now);
  if (note.found !== undefined) return afterFind(item, turn, note.found);
  if (note.launch !== undefined) return afterLaunch(item, turn, note.launch);
  return note.mine ? launch(item, turn) : look(item, turn, note.notBefore ?? now);
}

/** A claim of this controller in this clone: nobody else works on it, also where it was made before a restart. */
function holdsClaim({ attempt, manners }: LaunchTurn): boolean {
  return attempt.controller === manners.controller && attempt.instance === manners.instance;
}

function afterLaunch(item: Item, turn: LaunchTurn, launched: Exclude<Launch, { kind: 'started' }>): Move {
  if (launched.kind === 'unsure') return look(item, turn, turn.note.notBefore ?? turn.now);
  if (!launched.retry) return fail(item, turn.attempt, launched.error);
  return release(item, turn, `nothing was started: ${launched.error}`);
}

function afterFind(item: Item, turn: LaunchTurn, found: Exclude<Found, { kind: 'found' }>): Move {
  if (found.kind === 'absent') return launch(item, turn);
  if (found.kind === 'lost') return hold(item, turn.attempt, found.reason);
  if (turn.now > Date.parse(turn.attempt.lease) + turn.manners.deadlineMs) {
    return hold(item, turn.attempt, `it cannot be told whether it was started: ${found.reason}`);
  }
  return look(item, turn, turn.note.notBefore ?? turn.now);
}

/** The last look before the call: what closed since the claim puts the record back, and nothing was started. */
function launch(item: Item, turn: LaunchTurn): Move {
  const { attempt, manners, deployerNote, deployer, now } = turn;
  if (item.situation === undefined) return nothing;
  const closed = judgeLaunch(item.situation).filter(({ passed }) => !passed);
  const why = turn.lineHeld ?? item.quarantined ?? closed.map(({ because }) => because).join('; ');
  if (why !== '') return release(item, turn, why);
  const at = callableAt(deployerNote, now);
  if (Date.parse(attempt.lease) - now < manners.leaseMs / 3) return renew(item, turn);
  return at > now ? later(at) : { effects: [{ effect: 'launch', item, attempt, deployer }], closed: [] };
}

function look(item: Item, turn: LaunchTurn, notBefore: number): Move {
  const { attempt, deployer, deployerNote, now } = turn;
  const at = Math.max(notBefore, callableAt(deployerNote, now));
  if (at > now) return later(at);
  return { effects: [{ effect: 'find', item, attempt, deployer, silentAt: silentAt(turn) }], closed: [] };
}

/** The moment after which no call for the attempt was sent: only who holds it may call, and that is this process, which waits. */
function silentAt({ attempt, note, manners }: LaunchTurn): string {
  const since = Math.max(Date.parse(attempt.heldAt), manners.startedAt, note.calledAt ?? 0);
  return iso(Math.min(Date.parse(attempt.lease), Math.ceil(since / 1000) * 1000));
}

/** The swap of the branch decides who holds an attempt. */
function renew(item: Item, { attempt, manners, now }: LaunchTurn): Move {
  const { controller, instance, leaseMs } = manners;
  const fields = { attempt: attempt.attempt, controller, instance, lease: iso(now + leaseMs) };
  return writes(item, attempt.attempt, { action: item.work.takeOver, fields });
}

function recordJob(item: Item, { attempt }: LaunchTurn, { jobId, url }: { jobId: string; url?: string }): Move {
  const fields = fieldsOf({ attempt: attempt.attempt, jobId, url });
  return writes(item, attempt.attempt, { action: item.work.launch, fields });
}

/** What puts it back again and again costs two commits each time, so it rests longer each time. */
function release(item: Item, { attempt, deployerNote, now }: LaunchTurn, reason: string): Move {
  const rest = releaseDelay(releasesOf(item.work, item.record.status?.history ?? []));
  const at = Math.max(callableAt(deployerNote, now), now + rest);
  const fields = { attempt: attempt.attempt, reason: reason.slice(0, 2000), after: iso(at) };
  return writes(item, attempt.attempt, { action: item.work.release, fields });
}

export function hold(item: Item, attempt: AttemptFacts, reason: string, log?: string): Move {
  return writes(item, attempt.attempt, { action: item.work.hold, fields: told(attempt, { reason }, log) });
}

/** A failure, and at once the next try where the policy grants one. */
export function fail(item: Item, attempt: AttemptFacts, error: string, log?: string, again?: Step): Move {
  const failed = { action: item.work.fail, fields: told(attempt, { error }, log) };
  return writes(item, attempt.attempt, failed, ...(again === undefined ? [] : [again]));
}

function told(attempt: AttemptFacts, words: Record<string, string>, log: string | undefined): Record<string, string> {
  return fieldsOf({ attempt: attempt.attempt, jobId: attempt.jobId, ...words, log: log || undefined });
}
