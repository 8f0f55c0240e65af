import { draftsOf, foldBursts, type Line } from '../../notices/address.ts';
import type { Draft } from '../../notices/compose.ts';
import { type Cursor, type Late, markOf } from '../../notices/cursor.ts';
import type { Job } from '../../notices/settle.ts';
import type { Oid } from '../../ports/git.ts';
import { happeningOf, happeningsBetween, type Span } from './happenings.ts';
import type { OutboxDeps } from './outbox-deps.ts';

type Making = Pick<OutboxDeps, 'git' | 'store' | 'kinds' | 'nameOf'>;

/** Where to look, and how many messages are enough for once. */
export interface Stretch extends Span {
  enough: number;
}

export interface Gathered {
  drafts: readonly Draft[];
  /** Everything up to this commit is in them. */
  to: Oid;
  /** Commits that were looked at. */
  commits: number;
}

/** What a channel has to tell of a stretch of history, or of its beginning where that is enough. */
export async function gatherDrafts(deps: Making, line: Line, { enough, ...span }: Stretch): Promise<Gathered> {
  const drafts: Draft[] = [];
  let commits = 0;
  for await (const { commit, happenings } of happeningsBetween(deps, span)) {
    commits += 1;
    for (const happening of happenings) drafts.push(...draftsOf(happening, line));
    if (drafts.length >= enough) return { drafts, to: commit, commits };
  }
  return { drafts, to: span.head, commits };
}

/** The messages of a batch that are not settled yet. */
export function batchJobs(
  deps: Making,
  drafts: readonly Draft[],
  line: Line,
  cursor: Cursor,
  now: string,
): readonly Job[] {
  const sent = new Set(cursor.batch?.sent);
  const jobs = foldBursts(drafts, line).map((draft) => jobFor(deps, draft, cursor, now, []));
  return jobs.filter(({ message }) => !sent.has(message.id));
}

/** The messages that are late and being sent. Those of which nobody has to hear any more are told of too. */
export async function lateJobs(
  deps: Making,
  line: Line,
  cursor: Cursor,
  now: string,
): Promise<{ jobs: readonly Job[]; void: readonly Late[] }> {
  const dueAt = Date.parse(cursor.again?.dueAt ?? '');
  const due = cursor.late.filter(({ notBefore }) => Date.parse(notBefore) <= dueAt);
  const found = new Map<string, { drafts: Draft[]; late: Late[] }>();
  const gone: Late[] = [];
  for (const late of due) {
    const all = await Promise.all(late.events.map((event) => happeningOf(deps, event)));
    const drafts = all
      .flatMap((happening) => (happening === undefined ? [] : draftsOf(happening, line)))
      .filter(({ to }) => to === late.to);
    if (drafts.length === 0) {
      gone.push(late);
      continue;
    }
    const group = found.get(late.to) ?? { drafts: [], late: [] };
    group.drafts.push(...drafts);
    group.late.push(late);
    found.set(late.to, group);
  }
  const jobs = [...found.values()].flatMap(({ drafts, late }) =>
    foldBursts(drafts, line).map((draft) => jobFor(deps, draft, cursor, now, coveredBy(draft, late))),
  );
  return { jobs, void: gone };
}

function jobFor({ nameOf }: Making, { key, ...draft }: Draft, cursor: Cursor, now: string, late: readonly Late[]): Job {
  const mark = markOf(cursor, draft.thread.record);
  const thread = { ...draft.thread, ...(mark === undefined ? {} : { mark }) };
  const events = draft.events.map(({ id, record }) => ({ id, path: record.path }));
  const since = late[0]?.since ?? now;
  const tries = late[0]?.tries ?? 0;
  return {
    message: { ...draft, thread, id: nameOf(key) },
    owed: { events, to: draft.to, since, tries, reason: '' },
    late,
  };
}

function coveredBy({ events }: Draft, late: readonly Late[]): readonly Late[] {
  const ids = new Set(events.map(({ id }) => id));
  return late.filter((each) => each.events.some(({ id }) => ids.has(id)));
}
