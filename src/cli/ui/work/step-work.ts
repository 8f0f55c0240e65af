import type { Key } from '../keyboard/key.ts';
import type { Size } from '../screen/size.ts';
import type { Rules } from './desk.ts';
import { layOut } from './layout.ts';
import { cursorRow, topFor } from './rows.ts';
import { stepAsking } from './step-asking.ts';
import { stepList } from './step-list.ts';
import { stepReading } from './step-reading.ts';
import type { WorkState } from './work-state.ts';

/** The screen after a key. `me` is whoever sits in front of it. */
export function stepWork(rules: Rules, state: WorkState, key: Key, size: Size): WorkState {
  if (key.name === 'interrupt') return { ...state, outcome: 'interrupted' };
  // Letters that came at once are keys one after another, until one of them asks for a text. A paste is never keys.
  if (key.name === 'text' && state.mode.kind !== 'ask') {
    if (key.pasted) return state;
    const [first = '', ...rest] = key.text;
    const after = stepOnce(rules, state, { ...key, text: first }, size);
    return rest.length === 0 ? after : stepWork(rules, after, { ...key, text: rest.join('') }, size);
  }
  return stepOnce(rules, state, key, size);
}

function stepOnce(rules: Rules, state: WorkState, key: Key, size: Size): WorkState {
  const after = stepMode(rules, state, key, size);
  return after === state ? state : inSight(after, size);
}

function stepMode(rules: Rules, state: WorkState, key: Key, size: Size): WorkState {
  switch (state.mode.kind) {
    case 'ask':
      return stepAsking(rules, state, state.mode, key);
    case 'list':
      return stepList(rules, state, key, size);
    default:
      return stepReading(rules, state, state.mode, key, size);
  }
}

/** The list moves along only as far as the cursor needs. */
function inSight(state: WorkState, size: Size): WorkState {
  const { rows, list } = layOut(state, size);
  return { ...state, top: topFor(state.top, cursorRow(state, rows), list, rows.length) };
}
