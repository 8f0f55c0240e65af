import type { Key } from '../keyboard/key.ts';
import { type EditedText, editText, placed, wholeText } from './edited-text.ts';

/** Edits many lines: Enter adds one, and ends on an empty last line. Up from the first line goes to its start, and back from there. */
export function editLines(text: EditedText, key: Key): EditedText | 'back' | 'on' {
  switch (key.name) {
    case 'end-of-text':
      return 'on';
    case 'enter':
      return onEmptyLastLine(text) ? 'on' : { before: `${text.before}\n`, after: text.after };
    case 'up':
      return text.before === '' ? 'back' : lineUp(text);
    case 'down':
      return lineDown(text);
    default:
      return editText(text, key);
  }
}

function onEmptyLastLine({ before, after }: EditedText): boolean {
  return after.trim() === '' && /(?:^|\n)[^\S\n]*$/.test(before);
}

function lineUp(text: EditedText): EditedText {
  const start = text.before.lastIndexOf('\n');
  if (start < 0) return placed(text, 0);
  const above = text.before.lastIndexOf('\n', start - 1) + 1;
  const column = text.before.length - start - 1;
  return placed(text, Math.min(above + column, start));
}

function lineDown(text: EditedText): EditedText {
  const end = text.after.indexOf('\n');
  if (end < 0) return placed(text, wholeText(text).length);
  const column = text.before.length - text.before.lastIndexOf('\n') - 1;
  const below = text.before.length + end + 1;
  const next = text.after.indexOf('\n', end + 1);
  return placed(text, Math.min(below + column, next < 0 ? wholeText(text).length : text.before.length + next));
}
