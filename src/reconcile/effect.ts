import type { Verdict } from '../domain/verdict.ts';
import type { AttemptFacts } from './attempt.ts';
import type { Item } from './snapshot.ts';

/** One event for a record's history: the kind's action and what it says. */
export interface Step {
  action: string;
  fields: Readonly<Record<string, string>>;
}

/** Something to do. `write` is committed before anything else is called; the others are calls to a deployer. */
export type Effect =
  | { effect: 'write'; item: Item; steps: readonly Step[]; attempt: string }
  | { effect: 'launch'; item: Item; attempt: AttemptFacts; deployer: string }
  | {
      effect: 'find';
      item: Item;
      attempt: AttemptFacts;
      deployer: string /** No call is sent after it. */;
      silentAt: string;
    }
  | { effect: 'poll' | 'cancel'; item: Item; attempt: AttemptFacts; jobId: string; deployer: string }
  | { effect: 'probe'; deployer: string };

/** A record that is not moved now, and every closed gate that keeps it. */
export interface Held {
  item: Item;
  closed: readonly Verdict[];
}

export interface Plan {
  effects: readonly Effect[];
  held: readonly Held[];
  /** When it is worth planning again though nothing else happens. Milliseconds. */
  wakeAt: number | undefined;
}

/** What one record's planner comes to. */
export interface Move {
  effects: readonly Effect[];
  closed: readonly Verdict[];
  wakeAt?: number | undefined;
}

export const nothing: Move = { effects: [], closed: [] };

export function writes(item: Item, attempt: string, ...steps: readonly Step[]): Move {
  return { effects: [{ effect: 'write', item, steps, attempt }], closed: [] };
}

export function later(wakeAt: number, closed: readonly Verdict[] = []): Move {
  return { effects: [], closed, wakeAt };
}

/** What an event says, without what is not known. */
export function fieldsOf(known: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
