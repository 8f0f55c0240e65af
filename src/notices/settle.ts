import type { Message } from '../domain/notice.ts';
import { type Cursor, type Dead, type Late, type Owed, withDead, withDelivered, withSent } from './cursor.ts';

/** One message to be sent, and what it settles. */
export interface Job {
  message: Message;
  owed: Owed;
  /** What it settles of late messages, by the names of `pieceOf`; none for one of the batch. */
  pieces: ReadonlySet<string>;
}

/** What became of it, as far as the cursor has to know. */
export type Settled =
  | { kind: 'delivered'; mark?: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'later'; reason: string; notBefore: string; dead: boolean };

/** Nobody is told anything now that can wait; what cannot does not wait behind it. */
export const quietHours = 'quiet hours';

/** Names one event that is owed to somebody. */
export function pieceOf({ person, to }: Pick<Owed, 'person' | 'to'>, id: string): string {
  return `${id} ${person ?? to}`;
}

/** The cursor once a message is settled; `at` is the moment, ISO in UTC. */
export function settle(cursor: Cursor, job: Job, settled: Settled, at: string): Cursor {
  const { message, owed } = job;
  const tried = withSent({ ...cursor, late: without(cursor.late, job).late }, message.id);
  switch (settled.kind) {
    case 'delivered':
      return withDelivered(tried, message.thread.record, settled.mark, at);
    case 'refused':
      return withDead(tried, deadFrom(job, settled.reason, at));
    case 'later': {
      const { reason, notBefore, dead } = settled;
      if (dead) return withDead(tried, deadFrom(job, reason, at));
      const since = owed.tries === 0 ? at : owed.since;
      return waiting(cursor, job, { ...owed, since, tries: owed.tries + 1, reason, notBefore });
    }
  }
}

/** It waits without having been tried: for the end of the quiet hours, or behind another that waits. */
export function putOff(cursor: Cursor, job: Job, reason: string, notBefore: string): Cursor {
  const wait: Late = { ...job.owed, reason, notBefore };
  if (reason !== quietHours) return waiting(cursor, job, wait);
  const { late } = without(cursor.late, job);
  const known = late.find((each) => isSameNight(each, wait));
  if (known === undefined) return waiting(cursor, job, wait);
  const more = { ...known, events: [...known.events, ...wait.events] };
  return withSent({ ...cursor, late: late.map((each) => (each === known ? more : each)) }, job.message.id);
}

/** What waits for one morning and one person is one entry, however much happens in a night. */
function isSameNight(one: Late, other: Late): boolean {
  const keyOf = ({ to, person, reason, notBefore, letter, tries }: Late) =>
    JSON.stringify([to, person, reason, notBefore, letter, tries]);
  return keyOf(one) === keyOf(other);
}

/** What waits is kept in the order in which it came to wait. */
function waiting(cursor: Cursor, job: Job, wait: Late): Cursor {
  const { late, first } = without(cursor.late, job);
  const place = first < 0 ? late.length : first;
  return withSent({ ...cursor, late: [...late.slice(0, place), wait, ...late.slice(place)] }, job.message.id);
}

/** What is late beside what a job settles, and where in that the first it settles was. */
function without(late: readonly Late[], { pieces }: Job): { late: readonly Late[]; first: number } {
  const rest: Late[] = [];
  let first = -1;
  for (const each of late) {
    const events = each.events.filter(({ id }) => !pieces.has(pieceOf(each, id)));
    if (first < 0 && events.length < each.events.length) first = rest.length;
    if (events.length > 0) rest.push(events.length < each.events.length ? { ...each, events } : each);
  }
  return { late: rest, first };
}

/**
 * The message of the same record to the same destination that this one has to wait behind. Of those that were late at the
 * same time the earlier are tried first, so only one that was put off by that is ahead of the others.
 */
export function waitsBehind({ late }: Cursor, { message, pieces }: Job, now: string): Late | undefined {
  const records = new Set(message.events.map(({ record }) => record.path));
  const first = late.findIndex((each) => each.events.some(({ id }) => pieces.has(pieceOf(each, id))));
  const ahead = first < 0 ? late : late.slice(0, first).filter(({ notBefore }) => notBefore > now);
  return ahead.find(
    ({ to, events, reason }) =>
      to === message.to &&
      events.some(({ path }) => records.has(path)) &&
      !(message.tone === 'bad' && reason === quietHours),
  );
}

/** The channel takes nothing now. */
export function inTrouble(cursor: Cursor, reason: string, notBefore: string, at: string): Cursor {
  const { since = at, tries = 0 } = cursor.trouble ?? {};
  return { ...cursor, trouble: { reason, since, tries: tries + 1, notBefore } };
}

function deadFrom({ message, owed: { letter: _letter, ...owed } }: Job, reason: string, at: string): Dead {
  return { ...owed, id: message.id, tries: owed.tries + 1, reason, at };
}
