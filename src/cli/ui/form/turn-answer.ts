import type { Key } from '../keyboard/key.ts';
import type { AnswerEntry } from './entry.ts';
import type { Turn } from './turn.ts';

/** `y` and `n` or the arrows choose; nothing is chosen until somebody does. */
export function turnAnswer(entry: AnswerEntry, key: Key): Turn<AnswerEntry> {
  switch (key.name) {
    case 'up':
      return 'back';
    case 'left':
      return { ...entry, yes: true };
    case 'right':
      return { ...entry, yes: false };
    case 'text':
      return answered(entry, key.text);
    default:
      return entry;
  }
}

function answered(entry: AnswerEntry, text: string): AnswerEntry {
  if (/^y(?:es)?$/i.test(text)) return { ...entry, yes: true };
  if (/^no?$/i.test(text)) return { ...entry, yes: false };
  if (text === ' ') return { ...entry, yes: entry.yes !== true };
  return entry;
}
