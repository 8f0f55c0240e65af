import type { Key } from '../keyboard/key.ts';
import { type EditedText, editText, placed, wholeText } from './edited-text.ts';

/** Edits one line: line breaks in pasted text become spaces. Up goes to the start, and back from there. */
export function editLine(text: EditedText, key: Key): EditedText | 'back' {
  if (key.name === 'up') return text.before === '' ? 'back' : placed(text, 0);
  if (key.name === 'down') return placed(text, wholeText(text).length);
  return editText(text, key.name === 'text' ? { ...key, text: key.text.replace(/\s*\n\s*/g, ' ') } : key);
}
