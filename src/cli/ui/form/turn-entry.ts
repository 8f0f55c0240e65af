import type { Key } from '../keyboard/key.ts';
import { editLine } from '../text/edit-line.ts';
import { editLines } from '../text/edit-lines.ts';
import type { Entry, TextEntry } from './entry.ts';
import type { Turn } from './turn.ts';
import { turnAnswer } from './turn-answer.ts';
import { turnChoice } from './turn-choice.ts';

/** One key in one field. Keys that mean the same in every field come first. */
export function turnEntry(entry: Entry, key: Key): Turn {
  if (key.name === 'back-tab') return 'back';
  if (key.name === 'tab') return 'next';
  if (key.name === 'enter' && entry.kind !== 'lines') return 'on';
  switch (entry.kind) {
    case 'choice':
      return turnChoice(entry, key);
    case 'answer':
      return turnAnswer(entry, key);
    default:
      return turnText(entry, key);
  }
}

function turnText(entry: TextEntry, key: Key): Turn<TextEntry> {
  const text = entry.kind === 'lines' ? editLines(entry.text, key) : editLine(entry.text, key);
  if (text === 'back' || text === 'on') return text;
  return text === entry.text ? entry : { ...entry, text };
}
