import { type Piece, piece } from '../screen/line.ts';
import type { Status } from './work-view.ts';

const marks: Readonly<Record<Status, Piece>> = {
  completed: piece('✓', 'good'),
  not_applicable: piece('–', 'faint'),
  partial: piece('◐', 'warn'),
  in_progress: piece('◔', 'warn'),
  blocked: piece('✗', 'bad'),
  not_started: piece('○', 'faint'),
};

/** The sign of a status, which tells it without colours too. */
export function markOf(status: Status): Piece {
  return marks[status];
}
