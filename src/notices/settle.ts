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
  const { message, owed, late } = job;
  const gone = new Set<Late>(late);
  const before: Cursor = { ...withSent(cursor, message.id), late: cursor.late.filter((each) => !gone.has(each)) };
  switch (settled.kind) {
    case 'delivered':
      return withDelivered(before, message.thread.record, settled.mark, at);
    case 'refused':
      return withDead(before, deadFrom(job, settled.reason, at));
    case 'later': {
      if (settled.dead) return withDead(before, deadFrom(job, settled.reason, at));
      const { reason, notBefore } = settled;
      const again = late.length === 0 ? [owed] : late;
      const waits = again.map((each): Late => ({ ...each, tries: each.tries + 1, reason, notBefore }));
      return { ...before, late: [...before.late, ...waits] };
    }
  }
}

/** It waits without having been tried: for the end of the quiet hours, or behind another that waits. */
export function putOff(cursor: Cursor, { message, owed }: Job, reason: string, notBefore: string): Cursor {
  return { ...withSent(cursor, message.id), late: [...cursor.late, { ...owed, reason, notBefore }] };
}

/** The message of the same record to the same destination that this one has to wait behind. */
export function waitsBehind({ late }: Cursor, { message, late: mine }: Job): Late | undefined {
  const records = new Set(message.events.map(({ record }) => record.path));
  return late.find(
    (each) => each.to === message.to && !mine.includes(each) && each.events.some(({ path }) => records.has(path)),
  );
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
