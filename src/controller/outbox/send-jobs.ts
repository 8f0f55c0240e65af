import type { Tone } from '../../domain/notice.ts';
import { redact } from '../../errors/redact.ts';
import { type Cursor, isFull } from '../../notices/cursor.ts';
import { inTrouble, type Job, putOff, quietHours, type Settled, settle, waitsBehind } from '../../notices/settle.ts';
import type { Channel, Outcome } from '../../ports/channel.ts';
import { delayAfter } from '../../reconcile/back-off.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import type { Pace } from './pace.ts';

export interface Sending {
  channel: Channel;
  perSecond: number;
  pace: Pace;
  giveUpMs: number;
  /** Until when people are left alone; undefined while they are not. */
  quietUntil: string | undefined;
  stopping(): boolean;
  /** Notes how far it came; false where somebody else went on meanwhile. */
  note(cursor: Cursor): Promise<boolean>;
  refused(job: Job, reason: string): void;
}

export interface Sent {
  cursor: Cursor;
  /** `all`: every message is settled. `away`: the channel takes none now. `lost`: somebody else goes on. */
  end: 'all' | 'away' | 'stopped' | 'lost';
  delivered: number;
}

/** Somebody is told of a failure at night as well. */
const urgent: Tone = 'bad';
/** A channel that takes longer for what it was given is not asked for more before that is noted. */
const noteEveryMs = 5_000;
const longestWaitSeconds = 3_600;

/** Sends messages in their order, at the pace of the channel, and keeps account of each. */
export async function sendJobs(
  { clock }: Pick<OutboxDeps, 'clock'>,
  sending: Sending,
  from: Cursor,
  jobs: readonly Job[],
): Promise<Sent> {
  const { channel, perSecond, pace } = sending;
  let cursor = from;
  let delivered = 0;
  let notedAt = clock.milliseconds();
  const rest = [...jobs];
  while (rest.length > 0) {
    const room = await pace.room(perSecond, sending.stopping);
    if (sending.stopping()) return { cursor, end: 'stopped', delivered };
    const began = clock.milliseconds();
    const chunk: Job[] = [];
    while (chunk.length < room) {
      const job = rest.shift();
      if (job === undefined) break;
      const later = waitFor(sending, cursor, job, iso(began));
      if (later === undefined) chunk.push(job);
      else cursor = putOff(cursor, job, later.reason, later.notBefore);
    }
    const goesOn = () => !sending.stopping() && clock.milliseconds() - began < noteEveryMs;
    const outcomes = chunk.length === 0 ? [] : await deliver(channel, chunk, goesOn);
    if (outcomes.length > 0) pace.went(outcomes.length);
    for (const [index, outcome] of outcomes.entries()) {
      const job = chunk[index];
      if (job === undefined) break;
      const now = clock.milliseconds();
      if (outcome.kind === 'later' && outcome.all) {
        const wait = waitMs(outcome, cursor.trouble?.tries ?? 0, clock.chance());
        return { cursor: inTrouble(cursor, outcome.reason, iso(now + wait), iso(now)), end: 'away', delivered };
      }
      const settled = settledBy(sending, job, outcome, now, clock.chance());
      if ((settled.kind === 'refused' || (settled.kind === 'later' && settled.dead)) && isFull(cursor)) {
        const notBefore = iso(now + longestWaitSeconds * 1000);
        return { cursor: inTrouble(cursor, fullOfLetters, notBefore, iso(now)), end: 'away', delivered };
      }
      cursor = settle(cursor, job, settled, iso(now));
      if (settled.kind === 'delivered') delivered += 1;
      else if (settled.kind === 'refused' || settled.dead) sending.refused(job, settled.reason);
    }
    rest.unshift(...chunk.slice(outcomes.length));
    if (rest.length > 0 && clock.milliseconds() - notedAt > noteEveryMs) {
      if (!(await sending.note(cursor))) return { cursor, end: 'lost', delivered };
      notedAt = clock.milliseconds();
    }
  }
  return { cursor, end: 'all', delivered };
}

const fullOfLetters =
  'there are too many dead letters: rgz notify dead lists them, rgz notify resend or rgz notify drop makes room';

/** A channel that tells nothing, or throws, broke its promise: it is away. */
async function deliver(channel: Channel, chunk: readonly Job[], goesOn: () => boolean): Promise<readonly Outcome[]> {
  try {
    const outcomes = await channel.deliver(
      chunk.map(({ message }) => message),
      goesOn,
    );
    if (outcomes.length > 0) return outcomes;
    return [{ kind: 'later', reason: 'the channel told nothing of what it was given', all: true }];
  } catch (error) {
    return [{ kind: 'later', reason: redact(error instanceof Error ? error.message : String(error)), all: true }];
  }
}

function waitFor(
  { quietUntil }: Sending,
  cursor: Cursor,
  job: Job,
  now: string,
): { reason: string; notBefore: string } | undefined {
  if (quietUntil !== undefined && job.message.tone !== urgent) return { reason: quietHours, notBefore: quietUntil };
  const ahead = waitsBehind(cursor, job, now);
  return ahead && { reason: 'an earlier message of the same record waits', notBefore: ahead.notBefore };
}

function settledBy(
  { giveUpMs }: Sending,
  { owed }: Job,
  outcome: Exclude<Outcome, { all: true }>,
  now: number,
  chance: number,
): Settled {
  if (outcome.kind !== 'later') return outcome;
  const { reason } = outcome;
  const notBefore = iso(now + waitMs(outcome, owed.tries, chance));
  return { kind: 'later', reason, notBefore, dead: owed.tries > 0 && now - Date.parse(owed.since) >= giveUpMs };
}

/** As long as the other side asks for, and twice as long each time where it does not say. */
function waitMs({ after }: { after?: number }, tries: number, chance: number): number {
  return after === undefined ? delayAfter(tries + 1, chance) : Math.min(after, longestWaitSeconds) * 1000;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
