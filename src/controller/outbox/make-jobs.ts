import { draftsOf, foldBursts, isOwed, type Line } from '../../notices/address.ts';
import type { Draft } from '../../notices/compose.ts';
import { type Cursor, type Late, markOf } from '../../notices/cursor.ts';
import { type Job, pieceOf } from '../../notices/settle.ts';
import type { Oid } from '../../ports/git.ts';
import { happeningOf, happeningsBetween, recordAt, type Span } from './happenings.ts';
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
  /** Records that were left out, as was asked. */
  passed: readonly string[];
}

/** When jobs are made, on which commit, and the records of which nothing may be told by then. */
export interface Moment {
  tip: Oid;
  /** ISO in UTC. */
  now: string;
  except: ReadonlySet<string>;
}

const enoughAtOnce = 200;

/** What a channel has to tell of a stretch of history, or of its beginning where that is enough. */
export async function gatherDrafts(deps: Making, line: Line, { enough, ...span }: Stretch): Promise<Gathered> {
  const drafts: Draft[] = [];
  const all = new Set<string>();
  let commits = 0;
  for await (const { commit, happenings, passed } of happeningsBetween(deps, span)) {
    commits += 1;
    for (const path of passed) all.add(path);
    for (const happening of happenings) drafts.push(...draftsOf(happening, line));
    if (drafts.length >= enough) return { drafts, to: commit, commits, passed: [...all] };
  }
  return { drafts, to: span.head, commits, passed: [...all] };
}

/** The messages of a batch that are not settled yet. */
export function batchJobs(
  deps: Making,
  drafts: readonly Draft[],
  line: Line,
  cursor: Cursor,
  { now, except }: Moment,
): readonly Job[] {
  const sent = new Set(cursor.batch?.sent);
  const jobs = foldBursts(drafts, line, except).map((draft) => jobFor(deps, draft, cursor, now, []));
  return jobs.filter(({ message }) => !sent.has(message.id));
}

/** The messages that are late and being sent. Those of which nobody has to hear any more are told of too. */
export async function lateJobs(
  deps: Making,
  line: Line,
  cursor: Cursor,
  { tip, now, except }: Moment,
): Promise<{ jobs: readonly Job[]; void: readonly Late[] }> {
  const { dueAt = '', except: before } = cursor.again ?? {};
  const leftOut = before === undefined ? except : new Set(before);
  const due = sliceOf(cursor.late.filter(({ notBefore }) => Date.parse(notBefore) <= Date.parse(dueAt)));
  const found = new Map<string, { draft: Draft; owing: Owing[] }>();
  const gone: Late[] = [];
  for (const late of due) {
    const told = late.events.filter(({ path }) => !leftOut.has(path));
    const all = await Promise.all(told.map((event) => happeningOf(deps, event)));
    const drafts = all
      .flatMap((happening) => (happening === undefined ? [] : draftsOf(happening, line)))
      .filter((draft) => isOwed(draft, late, line));
    const wanted = await stillWanted(deps, drafts, tip);
    if (wanted.length === 0) gone.push(late);
    for (const draft of wanted) {
      const owing = { late, piece: pieceOf(late, draft.events[0]?.id ?? '') };
      const known = found.get(draft.key);
      if (known === undefined) found.set(draft.key, { draft, owing: [owing] });
      else known.owing.push(owing);
    }
  }
  const drafts = [...found.values()].map(({ draft }) => draft);
  const jobs = foldBursts(drafts, line, except).map((draft) => {
    const owing = draft.key.split('\n').flatMap((key) => found.get(key)?.owing ?? []);
    return jobFor(deps, draft, cursor, now, owing);
  });
  return { jobs, void: gone };
}

/** Nobody is given a code that is used, or void by another one. */
export async function withoutVoidCodes(deps: Making, drafts: readonly Draft[], tip: Oid): Promise<readonly Draft[]> {
  const stands = await Promise.all(drafts.map((draft) => codeStands(deps, draft, tip)));
  return drafts.filter((_, at) => stands[at]);
}

/** Nor is anybody asked for what was done, or decided otherwise, while they were not reached. */
async function stillWanted(deps: Making, drafts: readonly Draft[], tip: Oid): Promise<readonly Draft[]> {
  const asked = await Promise.all(drafts.map((draft) => isAskedStill(deps, draft, tip)));
  return withoutVoidCodes(
    deps,
    drafts.filter((_, at) => asked[at]),
    tip,
  );
}

async function isAskedStill(deps: Making, { tone, events: [event] }: Draft, tip: Oid): Promise<boolean> {
  if (tone !== 'ask' || event === undefined) return true;
  const { path, state } = event.record;
  return (await recordAt(deps, tip, path))?.record.status?.state === state;
}

async function codeStands(deps: Making, { sealed, events: [event] }: Draft, tip: Oid): Promise<boolean> {
  if (sealed === undefined || event === undefined) return true;
  const found = await recordAt(deps, tip, event.record.path);
  return found?.kind.standingCode?.(found.record, sealed.user)?.hash === sealed.hash;
}

/** As much as goes at once: whatever is late for somebody is together in it, so that they get the same digest after a crash. */
function sliceOf(due: readonly Late[]): readonly Late[] {
  const whose = new Set<string>();
  let events = 0;
  for (const { person, to, events: more } of due) {
    if (events >= enoughAtOnce && !whose.has(person ?? to)) continue;
    whose.add(person ?? to);
    events += more.length;
  }
  return due.filter(({ person, to }) => whose.has(person ?? to));
}

/** One event of a late message. */
interface Owing {
  late: Late;
  piece: string;
}

function jobFor(
  { nameOf }: Making,
  { key, person, ...draft }: Draft,
  cursor: Cursor,
  now: string,
  owing: readonly Owing[],
): Job {
  const mark = markOf(cursor, draft.thread.record);
  const thread = { ...draft.thread, ...(mark === undefined ? {} : { mark }) };
  const events = draft.events.map(({ id, record }) => ({ id, path: record.path }));
  const { since = now, tries = 0 } = owing[0]?.late ?? {};
  const { to } = draft;
  const whose = person === undefined || person === to ? {} : { person };
  const letter = owing.find(({ late }) => late.letter !== undefined)?.late.letter;
  return {
    message: { ...draft, thread, id: nameOf(key) },
    owed: { events, to, ...whose, since, tries, reason: '', ...(letter === undefined ? {} : { letter }) },
    pieces: new Set(owing.map(({ piece }) => piece)),
  };
}
