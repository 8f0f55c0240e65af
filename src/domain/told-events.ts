import { canonical, isSame } from './canonical.ts';
import type { Json } from './json.ts';
import type { HistoryEvent } from './record.ts';
import type { TrailEntry } from './trail.ts';

/** One version of a record's file: the commit that made it, and what its history said then. */
export interface Telling extends TrailEntry {
  /** The versions that it was made of: more than one only for a merge that mixes. */
  sources: readonly (string | undefined)[];
  /** undefined where the version cannot be read. */
  history: readonly HistoryEvent[] | undefined;
}

/** An event of a record, held against what the commit said of it in which it came. */
export interface ToldEvent {
  /** Where it stands in the history; undefined where it is gone. */
  index?: number;
  /** As the record has it now; of one that is gone, as it had it last. */
  event: HistoryEvent;
  said: HistoryEvent;
  from: TrailEntry;
  /** The commit that made it say something else. */
  altered?: TrailEntry;
  /** The commit that took it out. */
  dropped?: TrailEntry;
}

/**
 * Every event that a record has or had, in the order of the commits in which they came. An event that says again what it
 * said at first is as good as new, and so is one that was put back.
 */
export function toldEvents(trail: readonly Telling[]): readonly ToldEvent[] {
  const states = new Map<string, readonly ToldEvent[]>();
  let last: readonly ToldEvent[] = [];
  for (const telling of trail) {
    const { blob = '', sources } = telling;
    const known = states.get(blob);
    last = known ?? next(union(sources.map((source) => states.get(source ?? '') ?? [])), telling);
    if (known === undefined) states.set(blob, last);
  }
  const order = new Map(trail.map(({ commit }, at) => [commit, at]));
  const placed = last.map((told, index) => (isGone(told) ? told : { ...told, index }));
  return placed.toSorted((left, right) => (order.get(left.from.commit) ?? 0) - (order.get(right.from.commit) ?? 0));
}

/** What came before both sides is one and the same event. */
function union([first = [], ...others]: readonly (readonly ToldEvent[])[]): readonly ToldEvent[] {
  const keyOf = ({ from, event }: ToldEvent) => `${from.commit} ${textOf(event)}`;
  const keys = new Set(first.map(keyOf));
  return [...first, ...others.flat().filter((each) => !keys.has(keyOf(each)))];
}

function next(before: readonly ToldEvent[], { history, ...from }: Telling): readonly ToldEvent[] {
  if (history === undefined) return before;
  if (isGrown(before, history))
    return [...before, ...history.slice(before.length).map((event) => ({ event, said: event, from }))];
  const left = new Map<string, ToldEvent[]>();
  // What is there comes before what is gone.
  for (const told of before.toSorted((one, other) => Number(isGone(one)) - Number(isGone(other)))) {
    const text = textOf(told.event);
    left.set(text, [...(left.get(text) ?? []), told]);
  }
  const found = history.map((event) => left.get(textOf(event))?.shift());
  const open = new Set([...left.values()].flat());
  const grown = history.map((event, at): ToldEvent => {
    const told = found[at] ?? [...open].find((each) => !isGone(each) && isLike(each.event, event));
    if (told === undefined) return { event, said: event, from };
    open.delete(told);
    const { said, altered } = told;
    const same = { event, said, from: told.from };
    if (textOf(event) === textOf(said)) return same;
    return { ...same, altered: found[at] === undefined || altered === undefined ? from : altered };
  });
  const gone = [...open].map((told) => (isGone(told) ? told : { ...told, dropped: from }));
  return [...grown, ...gone];
}

/** The ordinary case, told without the text of each event. */
function isGrown(before: readonly ToldEvent[], history: readonly HistoryEvent[]): boolean {
  return before.every((told, at) => {
    const event = history[at];
    return !isGone(told) && event !== undefined && isSame(told.event as Json, event as Json);
  });
}

function isGone({ dropped }: ToldEvent): boolean {
  return dropped !== undefined;
}

/** Of what somebody did, at some time, two are still told: it is the same event, with other words. */
function isLike(one: HistoryEvent, other: HistoryEvent): boolean {
  return [one.action === other.action, one.at === other.at, one.by === other.by].filter(Boolean).length > 1;
}

function textOf(event: HistoryEvent): string {
  return canonical(event as Json);
}
