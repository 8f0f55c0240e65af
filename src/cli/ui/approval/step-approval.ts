import type { Key } from '../keyboard/key.ts';
import type { Size } from '../screen/size.ts';
import { editLine } from '../text/edit-line.ts';
import { layOut } from './approval-layout.ts';
import type { ApprovalState, Matter } from './approval-state.ts';

/** The approval prompt after a key. Only a typed y leads on; what was pasted never answers the question. */
export function stepApproval(matter: Matter, state: ApprovalState, key: Key, size: Size): ApprovalState {
  if (state.stage === 'approved' || state.stage === 'left') return state;
  if (key.name === 'escape' || key.name === 'interrupt') return { ...state, stage: 'left' };
  if (key.name === 'page-up') return scrolled(matter, state, size, -1, 'page');
  if (key.name === 'page-down') return scrolled(matter, state, size, 1, 'page');
  return state.stage === 'question' ? answered(matter, state, key, size) : commented(state, key);
}

function answered(matter: Matter, state: ApprovalState, key: Key, size: Size): ApprovalState {
  switch (key.name) {
    case 'enter':
    case 'end-of-text':
      return { ...state, stage: 'left' };
    case 'up':
      return scrolled(matter, state, size, -1, 'line');
    case 'down':
      return scrolled(matter, state, size, 1, 'line');
    case 'text':
      if (key.pasted) return state;
      if (/^y(?:es)?$/i.test(key.text)) return { ...state, stage: 'comment' };
      return /^no?$/i.test(key.text) ? { ...state, stage: 'left' } : state;
    default:
      return state;
  }
}

function commented(state: ApprovalState, key: Key): ApprovalState {
  if (key.name === 'enter') return { ...state, stage: 'approved' };
  const comment = key.name === 'back-tab' ? 'back' : editLine(state.comment, key);
  return comment === 'back' ? { ...state, stage: 'question' } : { ...state, comment };
}

function scrolled(matter: Matter, state: ApprovalState, size: Size, way: 1 | -1, by: 'line' | 'page'): ApprovalState {
  const { matter: lines, seen } = layOut(matter, state, size);
  const far = by === 'line' ? 1 : Math.max(1, seen - 1);
  return { ...state, above: Math.max(0, Math.min(lines.length - seen, state.above + way * far)) };
}
