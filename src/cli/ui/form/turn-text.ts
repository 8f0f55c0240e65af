import type { Key } from '../keyboard/key.ts';
import { editText, placed, wholeText } from '../text/edited-text.ts';
import type { TextEntry } from './entry.ts';
import type { Turn } from './turn.ts';

/** Edits one line: line breaks in pasted text become spaces. Up goes to the start, and back from there. */
export function turnText(entry: TextEntry, key: Key): Turn<TextEntry> {
  const { text } = entry;
  if (key.name === 'up') return text.before === '' ? 'back' : { ...entry, text: placed(text, 0) };
  if (key.name === 'down') return { ...entry, text: placed(text, wholeText(text).length) };
  const edited = editText(text, key.name === 'text' ? { ...key, text: key.text.replace(/\s*\n\s*/g, ' ') } : key);
  return edited === text ? entry : { ...entry, text: edited };
}
