import type { Line } from '../screen/line.ts';
import { choiceLines } from './choice-lines.ts';
import type { Entry } from './entry.ts';
import { textLines } from './text-lines.ts';
import { yesNoLine } from './yes-no-line.ts';

/** The part of the screen that the keys change. */
export function entryLines(entry: Entry, columns: number, most: number): readonly Line[] {
  switch (entry.kind) {
    case 'choice':
      return choiceLines(entry, columns, most);
    case 'answer':
      return [yesNoLine(entry.yes)];
    default:
      return textLines(entry.text, columns, most);
  }
}
