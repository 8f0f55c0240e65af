import type { Key } from '../keyboard/key.ts';
import type { Line } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { atRow, rowOf, type WizardState } from './wizard-state.ts';

/** One screen of the wizard: what keys do there, and what it shows in a part of the window. */
export interface Screen {
  title: (state: WizardState) => string;
  /** `room` is what the body has. */
  step: (state: WizardState, key: Key, room: Size) => WizardState;
  /** At most so many rows. */
  body: (state: WizardState, room: Size) => readonly Line[];
  hints: (state: WizardState) => readonly string[];
}

/** The cursor of a list after a key that moves it; undefined for every other key. */
export function moved(state: WizardState, key: Key, all: number, page: number): WizardState | undefined {
  const at = rowOf(state);
  switch (key.name) {
    case 'up':
    case 'back-tab':
      return atRow(state, at - 1, all);
    case 'down':
    case 'tab':
      return atRow(state, at + 1, all);
    case 'page-up':
      return atRow(state, at - Math.max(1, page - 1), all);
    case 'page-down':
      return atRow(state, at + Math.max(1, page - 1), all);
    case 'home':
      return atRow(state, 0, all);
    case 'end':
      return atRow(state, all - 1, all);
    default:
      return undefined;
  }
}

/** The first of the rows to show so that the cursor is in sight. */
export function firstRow(at: number, all: number, seen: number): number {
  return Math.max(0, Math.min(at - Math.floor(seen / 2), all - seen));
}
