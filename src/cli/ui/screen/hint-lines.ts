import { textWidth } from '../text/text-width.ts';
import { type Line, piece } from './line.ts';

/** Hints side by side, broken between two hints and never inside one. */
export function hintLines(hints: readonly string[], columns: number): readonly Line[] {
  const rows: string[] = [];
  for (const hint of hints) {
    const longer = `${rows.at(-1) ?? ''} · ${hint}`;
    if (rows.length > 0 && textWidth(longer) <= columns) rows[rows.length - 1] = longer;
    else rows.push(hint);
  }
  return rows.map((row) => [piece(row, 'faint')]);
}
