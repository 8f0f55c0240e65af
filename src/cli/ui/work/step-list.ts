import type { Key } from '../keyboard/key.ts';
import type { Size } from '../screen/size.ts';
import { letterAction } from './actions.ts';
import type { Rules } from './desk.ts';
import { layOut } from './layout.ts';
import { cursorRow, type Row, rowsOf } from './rows.ts';
import type { WorkState } from './work-state.ts';

/** A key while the list has the cursor. */
export function stepList(rules: Rules, state: WorkState, key: Key, size: Size): WorkState {
  switch (key.name) {
    case 'up':
      return moved(state, -1);
    case 'down':
      return moved(state, 1);
    case 'page-up':
      return moved(state, -Math.max(1, layOut(state, size).list - 1));
    case 'page-down':
      return moved(state, Math.max(1, layOut(state, size).list - 1));
    case 'home':
      return moved(state, Number.NEGATIVE_INFINITY);
    case 'end':
      return moved(state, Number.POSITIVE_INFINITY);
    case 'tab':
      return nextOpen(state, 1);
    case 'back-tab':
      return nextOpen(state, -1);
    case 'enter':
    case 'right':
      return { ...state, mode: { kind: 'detail', above: 0 }, sure: undefined, said: undefined };
    case 'escape':
      return dismissed(state);
    case 'text':
      return stepLetter(rules, state, key.text);
    default:
      return state;
  }
}

function stepLetter(rules: Rules, state: WorkState, letter: string): WorkState {
  switch (letter) {
    case 'j':
      return moved(state, 1);
    case 'k':
      return moved(state, -1);
    case 'g':
      return moved(state, Number.NEGATIVE_INFINITY);
    case 'G':
      return moved(state, Number.POSITIVE_INFINITY);
    default:
      return letterAction(rules, state, letter);
  }
}

/** So many rows on; a heading counts as the point beside it. */
function moved(state: WorkState, by: number): WorkState {
  const rows = rowsOf(state);
  const from = cursorRow(state, rows);
  const wanted = Math.max(0, Math.min(rows.length - 1, from + by));
  const onwards = wanted >= from ? rows.slice(wanted) : rows.slice(0, wanted + 1).reverse();
  const back = wanted >= from ? rows.slice(0, wanted).reverse() : rows.slice(wanted);
  return movedTo(state, onwards.find(isPoint) ?? back.find(isPoint));
}

/** The next point that does not count yet, from the first again after the last. */
function nextOpen(state: WorkState, way: 1 | -1): WorkState {
  const rows = rowsOf(state);
  const at = cursorRow(state, rows);
  const around = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  const inOrder = way === 1 ? around : around.reverse();
  return movedTo(
    state,
    inOrder.find((row) => isPoint(row) && (row.point.done === undefined || row.point.lacks !== undefined)),
  );
}

function isPoint(row: Row): row is Extract<Row, { point: object }> {
  return row.point !== undefined;
}

/** What others changed has been looked at once the cursor leaves it. */
function movedTo(state: WorkState, row: Row | undefined): WorkState {
  if (row?.point === undefined) return state;
  const { id } = row.point;
  const changed = state.changed.filter((each) => each !== state.at || id === state.at);
  return { ...state, at: id, changed, sure: undefined, said: undefined };
}

/** Escape takes away what is there to be taken away, the newest first. It never leaves. */
function dismissed(state: WorkState): WorkState {
  if (state.outcome === 'leaving') return { ...state, outcome: 'open', said: undefined };
  if (state.sure !== undefined) return { ...state, sure: undefined, said: undefined };
  if (state.news.length > 0) return { ...state, news: state.news.slice(0, -1), refused: [] };
  if (state.said !== undefined) return { ...state, said: undefined };
  return state.filter === '' ? state : { ...state, filter: '' };
}
