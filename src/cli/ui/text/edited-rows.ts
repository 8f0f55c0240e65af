import { type EditedText, wholeText } from './edited-text.ts';
import { wrapText } from './wrap-text.ts';

/** Where the next character goes. A sign and not a colour, so that it is there without colours too. */
export const caret = '▏';

/** The rows of a text that is being edited: those around the caret, if not all fit. */
export function editedRows(text: EditedText, columns: number, most: number): readonly string[] {
  const rows = wrapText(`${text.before}${caret}${text.after}`, columns);
  const at = wrapText(`${text.before}${caret}`, columns).length - 1;
  const first = Math.max(0, Math.min(at - most + 1 + (wholeText(text) === text.before ? 0 : 1), rows.length - most));
  return rows.slice(first, first + most);
}
