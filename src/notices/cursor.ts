/** One message by what it tells and to whom. Enough to make it again from the history. */
export interface Owed {
  /** The ids of its events, each with the path of the record. */
  events: readonly { id: string; path: string }[];
  to: string;
  /** Whose that is, by their first address; left out where it is that itself, or no single person's. */
  person?: string;
  /** When it was first tried, or first due as long as it was not. ISO in UTC. */
  since: string;
  tries: number;
  reason: string;
  /** It was a dead letter of this id, and becomes one again rather than be forgotten. */
  letter?: string;
}

/** It waits by itself; the others go on, but for those of the same record to the same destination. */
export interface Late extends Owed {
  /** ISO in UTC. */
  notBefore: string;
}

/** Nobody tries it again before a person asks for it. */
export interface Dead extends Omit<Owed, 'letter'> {
  id: string;
  at: string;
}

/** Messages that are being sent: those of all events after `done` up to a commit. */
export interface Batch {
  to: string;
  /** The commit whose policy, configuration and texts they are made by. */
  by: string;
  /** Records in its stretch that were left out when it was cut. */
  except?: readonly string[];
  /** The ids of those that are settled. */
  sent: readonly string[];
}

/** Late messages that are being sent: all that were due at a moment, as one commit has them made. */
export interface Again {
  /** ISO in UTC. */
  dueAt: string;
  by: string;
  /** Records that were left out then. */
  except?: readonly string[];
}

export interface Holder {
  controller: string;
  instance: string;
  /** ISO in UTC. From then on anybody may go on. */
  until: string;
}

/** The channel is away since then. */
export interface Trouble {
  reason: string;
  since: string;
  tries: number;
  notBefore: string;
}

/** How far a channel has come. Kept where every controller sees it. */
export interface Cursor {
  format: 1;
  /** The commit up to which every event is delivered, late or dead. */
  done: string;
  /** Nothing older is told: the channel began only after it. ISO in UTC. */
  from: string;
  batch?: Batch;
  again?: Again;
  holder?: Holder;
  trouble?: Trouble;
  late: readonly Late[];
  dead: readonly Dead[];
  /** What the channel answered with, by record, newest last. */
  marks: readonly (readonly [record: string, mark: string])[];
  delivered: number;
  lastAt?: string;
}

const mostMarks = 500;
const mostDead = 1000;

/** So much of the past a channel still tells of when it is new. */
const newsMs = 86_400_000;

/** A channel that begins after a commit, at a moment in milliseconds. */
export function newCursor(done: string, now: number): Cursor {
  return { format: 1, done, from: new Date(now - newsMs).toISOString(), late: [], dead: [], marks: [], delivered: 0 };
}

/** Whether a channel tells of what happened at a moment, ISO in UTC: what was before it began it passes over. */
export function newsAfter({ from }: Pick<Cursor, 'from'>, at: string): boolean {
  return Date.parse(at) >= Math.floor(Date.parse(from) / 1000) * 1000;
}

export function isHeldBy({ holder }: Cursor, self: Pick<Holder, 'controller' | 'instance'>): boolean {
  return holder?.controller === self.controller && holder.instance === self.instance;
}

/** Whether somebody else goes on with it at this moment. */
export function isTaken(cursor: Cursor, self: Pick<Holder, 'controller' | 'instance'>, now: string): boolean {
  const { holder } = cursor;
  return holder !== undefined && !isHeldBy(cursor, self) && Date.parse(holder.until) > Date.parse(now);
}

export function released({ holder: _holder, ...cursor }: Cursor): Cursor {
  return cursor;
}

/** All that was being sent is settled. */
export function advanced({ batch, again: _again, trouble: _trouble, ...cursor }: Cursor): Cursor {
  return { ...cursor, done: batch?.to ?? cursor.done };
}

export function withDelivered(cursor: Cursor, record: string, mark: string | undefined, at: string): Cursor {
  const { trouble: _trouble, ...rest } = cursor;
  const others = cursor.marks.filter(([each]) => each !== record);
  const marks = mark === undefined ? cursor.marks : [...others, [record, mark] as const].slice(-mostMarks);
  return { ...rest, marks, delivered: cursor.delivered + 1, lastAt: at };
}

export function withSent(cursor: Cursor, id: string): Cursor {
  return cursor.batch === undefined
    ? cursor
    : { ...cursor, batch: { ...cursor.batch, sent: [...cursor.batch.sent, id] } };
}

export function withDead(cursor: Cursor, dead: Dead): Cursor {
  return { ...cursor, dead: [...cursor.dead, dead] };
}

/** None is forgotten: while there are so many, nothing that may become another one is sent. */
export function isFull({ dead }: Cursor): boolean {
  return dead.length >= mostDead;
}

/** Without late messages that nobody is to be told any more. What a person asked for does not vanish. */
export function withVoid(cursor: Cursor, gone: readonly Late[], reason: string, at: string): Cursor {
  const rest: Cursor = { ...cursor, late: cursor.late.filter((each) => !gone.includes(each)) };
  return gone.reduce((before, { letter, notBefore: _notBefore, ...owed }) => {
    return letter === undefined ? before : withDead(before, { ...owed, id: letter, reason, at });
  }, rest);
}

export function markOf({ marks }: Cursor, record: string): string | undefined {
  return marks.find(([each]) => each === record)?.[1];
}

/** Forgets dead letters. */
export function withoutLetters(cursor: Cursor, ids: ReadonlySet<string>): Cursor {
  return { ...cursor, dead: cursor.dead.filter(({ id }) => !ids.has(id)) };
}

/** Puts dead letters up to be sent again, now. */
export function revived(cursor: Cursor, ids: ReadonlySet<string>, now: string): Cursor {
  const back = cursor.dead.filter(({ id }) => ids.has(id));
  const late = back.map(({ id, at: _at, ...owed }): Late => {
    return { ...owed, since: now, tries: 0, notBefore: now, letter: id };
  });
  return { ...cursor, dead: cursor.dead.filter(({ id }) => !ids.has(id)), late: [...cursor.late, ...late] };
}
