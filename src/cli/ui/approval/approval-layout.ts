import { plainLine } from '../../../domain/plain-text.ts';
import type { Line } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { editedRows } from '../text/edited-rows.ts';
import { wrapText } from '../text/wrap-text.ts';
import type { ApprovalState, Matter } from './approval-state.ts';
import { matterLines } from './matter-lines.ts';

export interface ApprovalLayout {
  columns: number;
  heading: readonly string[];
  matter: readonly Line[];
  /** How many lines of the matter are seen at once. */
  seen: number;
  comment: readonly string[];
  hint: readonly string[];
}

/** Who gets how many rows of the window. One row of it stays free. */
export function layOut(matter: Matter, state: ApprovalState, size: Size): ApprovalLayout {
  const columns = size.columns - 1;
  const lines = matterLines(matter, columns);
  const heading = wrapText(plainLine(matter.heading), columns).slice(0, 2);
  const comment = state.stage === 'comment' ? editedRows(state.comment, columns - 2, 3) : [];
  const hintOf = (scrolls: boolean): readonly string[] => wrapText(hintWords(state, scrolls), columns);
  const room = (hint: readonly string[]): number =>
    size.rows - 1 - heading.length - 1 - comment.length - hint.length - 3;

  const short = hintOf(false);
  if (lines.length <= room(short)) return { columns, heading, matter: lines, seen: lines.length, comment, hint: short };
  const long = hintOf(true);
  return { columns, heading, matter: lines, seen: Math.max(1, room(long) - 1), comment, hint: long };
}

function hintWords({ stage }: ApprovalState, scrolls: boolean): string {
  const scroll = scrolls ? ['↑↓ PgUp PgDn show the rest'] : [];
  if (stage === 'question') return ['y goes on to a comment', 'n, Enter or Esc decides nothing', ...scroll].join(' · ');
  return ['Enter approves', 'Shift+Tab goes back', 'Esc decides nothing', ...scroll].join(' · ');
}
