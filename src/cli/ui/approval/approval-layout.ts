import { plainLine } from '../../../domain/plain-text.ts';
import { hintLines } from '../screen/hint-lines.ts';
import { type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { editedRows } from '../text/edited-rows.ts';
import { wrapText } from '../text/wrap-text.ts';
import type { ApprovalState, Matter } from './approval-state.ts';
import { matterLines } from './matter-lines.ts';

export interface ApprovalLayout {
  heading: readonly string[];
  matter: readonly Line[];
  /** How many lines of the matter are seen at once. */
  seen: number;
  /** How the gates stand. Never cut away; empty where none was judged. */
  gates: readonly Line[];
  comment: readonly string[];
  hint: readonly Line[];
}

/** Who gets how many rows of the window. One row of it stays free. */
export function layOut(matter: Matter, state: ApprovalState, size: Size): ApprovalLayout {
  const columns = size.columns - 1;
  const lines = matterLines(matter, columns);
  const fixed = {
    heading: wrapText(plainLine(matter.heading), columns).slice(0, 2),
    gates: gatesLine(matter, columns),
    comment: state.stage === 'comment' ? editedRows(state.comment, columns - 2, 3) : [],
  };
  const questions = state.stage === 'comment' ? 2 : 1;
  const room = size.rows - 3 - fixed.heading.length - fixed.gates.length - questions - fixed.comment.length;

  const short = hintLines(hintsOf(state, false), columns);
  if (lines.length <= room - short.length) return { ...fixed, matter: lines, seen: lines.length, hint: short };
  const long = hintLines(hintsOf(state, true), columns);
  return { ...fixed, matter: lines, seen: Math.max(1, room - long.length - 1), hint: long };
}

function gatesLine({ verdicts }: Matter, columns: number): readonly Line[] {
  const all = verdicts.length;
  const [first, ...others] = verdicts.filter((each) => !each.passed);
  if (all === 0) return [];
  if (first === undefined) return [[piece('✓ ', 'good'), piece(`${all} of ${all} gates open`)]];
  const words = `${others.length + 1} of ${all} gates closed: ${first.because}`;
  return [[piece('✗ ', 'bad'), piece(cutLine(words, columns - 2), 'bad')]];
}

function hintsOf({ stage }: ApprovalState, scrolls: boolean): readonly string[] {
  if (stage === 'question')
    return ['y goes on', 'n, Enter or Esc decides nothing', ...(scrolls ? ['↑↓ PgUp PgDn scroll'] : [])];
  return ['Enter approves', 'Shift+Tab goes back', 'Esc decides nothing', ...(scrolls ? ['PgUp PgDn scroll'] : [])];
}
