import { type Line, piece } from '../screen/line.ts';
import { editedRows } from '../text/edited-rows.ts';
import type { EditedText } from '../text/edited-text.ts';

/** A text that is being edited, behind a sign that says so. */
export function textLines(text: EditedText, columns: number, most: number): readonly Line[] {
  return editedRows(text, columns - 2, most).map((row, index) => [
    piece(index === 0 ? '❯ ' : '  ', 'marked'),
    piece(row),
  ]);
}
