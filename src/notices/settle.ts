import type { Message } from '../domain/notice.ts';
import { type Cursor, type Dead, type Late, type Owed, withDead, withDelivered, withSent } from './cursor.ts';

/** One message to be sent, and what it settles. */
export interface Job {
  message: Message;
  owed: Owed;
  /** Those that it was late as; none for one of the batch. */
  late: readonly Late[];
}

/** What became of it, as far as the cursor has to know. */
export type Settled =
  | { kind: 'delivered'; mark?: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'later'; reason: string; notBefore: string; dead: boolean };

/** The cursor once a message is settled; `at` is the moment, ISO in UTC. */
export function settle(cursor: Cursor, job: Job, settled: Settled, at: string): Cursor {
  const { message, late } = job;
  const tried = withSent(cursor, message.id);
  const before: Cursor = { ...tried, late: cursor.late.filter((each) => !late.includes(each)) };
  switch (settled.kind) {
    case 'delivered':
      return withDelivered(before, message.thread.record, settled.mark, at);
    case 'refused':
      return withDead(before, deadFrom(job, settled.reason, at));
    case 'later': {
      if (settled.dead) return withDead(before, deadFrom(job, settled.reason, at));
      const { reason, notBefore } = settled;
      return {
        ...tried,
        late: waiting(cursor, job, (each) => ({ ...each, tries: each.tries + 1, reason, notBefore })),
      };
    }
  }
}

/** It waits without having been tried: for the end of the quiet hours, or behind another that waits. */
export function putOff(cursor: Cursor, job: Job, reason: string, notBefore: string): Cursor {
  const late = waiting(cursor, job, (each) => ({ ...each, reason, notBefore }));
  return { ...withSent(cursor, job.message.id), late };
}

/** What waits is kept in the order in which it came to wait. */
function waiting({ late }: Cursor, job: Job, wait: (owed: Owed) => Late): readonly Late[] {
  if (job.late.length === 0) return [...late, wait(job.owed)];
  return late.map((each) => (job.late.includes(each) ? wait(each) : each));
}

/**
 * The message of the same record to the same destination that this one has to wait behind. Of those that were late at the
 * same time the earlier are tried first, so only one that was put off by that is ahead of the others.
 */
export function waitsBehind({ late }: Cursor, { message, late: mine }: Job, now: string): Late | undefined {
  const records = new Set(message.events.map(({ record }) => record.path));
  const first = late.findIndex((each) => mine.includes(each));
  const ahead = first < 0 ? late : late.slice(0, first).filter(({ notBefore }) => notBefore > now);
  return ahead.find((each) => each.to === message.to && each.events.some(({ path }) => records.has(path)));
}

/** The channel takes nothing now. */
export function inTrouble(cursor: Cursor, reason: string, notBefore: string, at: string): Cursor {
  const { since = at, tries = 0 } = cursor.trouble ?? {};
  return { ...cursor, trouble: { reason, since, tries: tries + 1, notBefore } };
}

function deadFrom({ message, owed, late }: Job, reason: string, at: string): Dead {
  const events = late.length === 0 ? owed.events : late.flatMap((each) => each.events);
  const { to, since, tries } = owed;
  return { id: message.id, events, to, since, tries: tries + 1, reason, at };
}
