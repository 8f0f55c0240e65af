import type { Key } from '../keyboard/key.ts';
import type { Size } from '../screen/size.ts';
import { letterAction } from './actions.ts';
import type { Rules } from './desk.ts';
import { layOut } from './layout.ts';
import type { Mode, WorkState } from './work-state.ts';

type Reading = Extract<Mode, { above: number }>;

/** A key while help, or all of one point, fills the screen. */
export function stepReading(rules: Rules, state: WorkState, mode: Reading, key: Key, size: Size): WorkState {
  const page = Math.max(1, layOut(state, size).reading - 1);
  switch (key.name) {
    case 'up':
      return scrolled(state, mode, -1, size);
    case 'down':
      return scrolled(state, mode, 1, size);
    case 'page-up':
      return scrolled(state, mode, -page, size);
    case 'page-down':
      return scrolled(state, mode, page, size);
    case 'escape':
    case 'enter':
    case 'left':
      return { ...state, mode: { kind: 'list' } };
    case 'text':
      return stepLetter(rules, state, mode, key.text, size);
    default:
      return state;
  }
}

function stepLetter(rules: Rules, state: WorkState, mode: Reading, letter: string, size: Size): WorkState {
  if (letter === 'j') return scrolled(state, mode, 1, size);
  if (letter === 'k') return scrolled(state, mode, -1, size);
  if (letter === 'q' || letter === '?') return { ...state, mode: { kind: 'list' } };
  return mode.kind === 'help' ? state : letterAction(rules, state, letter);
}

function scrolled(state: WorkState, mode: Reading, by: number, size: Size): WorkState {
  const { text, reading } = layOut(state, size);
  const most = Math.max(0, text.length - reading);
  return { ...state, mode: { ...mode, above: Math.max(0, Math.min(most, mode.above + by)) } };
}
