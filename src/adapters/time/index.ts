import type { Freeze } from '../../domain/freeze-gate.ts';
import type { FreezeFact } from '../../domain/launch-facts.ts';
import type { FreezeCalendar, FreezeProblem } from '../../ports/freeze-calendar.ts';
import { Memory } from './memory.ts';
import { type ReadFreeze, readFreeze } from './read-freeze.ts';
import { type Cover, coverOf, type Windows } from './windows.ts';

/** What is known of one freeze at a moment; `cover` where it is on. */
interface State {
  fact: Omit<FreezeFact, 'index'>;
  cover?: Cover;
}

const mostRead = 2000;
const read = new Map<string, ReadFreeze>();
const states = new Memory<State>();
const covers = new Memory<Cover>();

export const freezeCalendar: FreezeCalendar = {
  problemsOf: (freeze) => reading(keyOf(freeze), freeze).problems,

  at(freezes, now) {
    const moment = Date.parse(now);
    const all = freezes.map(({ index, freeze }) => {
      const key = keyOf(freeze);
      const { problems, windows } = reading(key, freeze);
      return { index, key, windows, state: windows === undefined ? unread(problems) : stateOf(key, windows, moment) };
    });
    const opensAt = openingOf(all, moment);
    const facts = all.map(({ index, state }) => ({ index, ...state.fact }));
    return { freezes: facts, ...(opensAt === undefined ? {} : { opensAt: iso(opensAt) }) };
  },
};

function keyOf({ from, to, cron, duration, timezone }: Freeze): string {
  return JSON.stringify([from, to, cron, duration, timezone]);
}

function reading(key: string, freeze: Freeze): ReadFreeze {
  const known = read.get(key);
  if (known !== undefined) return known;
  if (read.size >= mostRead) read.clear();
  const made = readFreeze(freeze);
  read.set(key, made);
  return made;
}

function unread(problems: readonly FreezeProblem[]): State {
  return { fact: { on: true, problem: problems.map(({ field, message }) => `${field}: ${message}`).join('; ') } };
}

/** A state holds until its window ends or the next one begins. Windows that meet are one to whoever waits for their end. */
function stateOf(key: string, windows: Windows, now: number): State {
  return states.at(key, now, () => {
    const window = windows.at(now);
    if (window === undefined) {
      const next = windows.next(now);
      const coming = next === undefined ? {} : { from: iso(next.from), to: iso(next.to) };
      return { value: { fact: { on: false, ...coming } }, until: next?.from };
    }
    const cover = coverOf([windows], window.to);
    const end = cover.ends ? { to: iso(cover.until) } : {};
    return { value: { fact: { on: true, from: iso(window.from), ...end }, cover }, until: cover.until };
  });
}

/** The first moment that no freeze covers, where every one can be read and some are on now. */
function openingOf(all: readonly { key: string; windows?: Windows | undefined; state: State }[], now: number) {
  const on = all.flatMap(({ state: { cover } }) => cover ?? []);
  const windows = all.flatMap((each) => each.windows ?? []);
  if (on.length === 0 || windows.length < all.length || on.some(({ ends }) => !ends)) return undefined;
  const { until, ends } = covers.at(all.map(({ key }) => key).join(), now, () => {
    const cover = coverOf(windows, Math.max(...on.map((each) => each.until)));
    return { value: cover, until: cover.until };
  });
  return ends ? until : undefined;
}

function iso(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}
