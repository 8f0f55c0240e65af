import type { Key } from '../keyboard/key.ts';
import type { Entry } from './entry.ts';
import type { Turn } from './turn.ts';
import { turnAnswer } from './turn-answer.ts';
import { turnChoice } from './turn-choice.ts';
import { turnLines } from './turn-lines.ts';
import { turnText } from './turn-text.ts';

/** One key in one field. Keys that mean the same in every field come first. */
export function turnEntry(entry: Entry, key: Key): Turn {
  if (key.name === 'back-tab') return 'back';
  if (key.name === 'tab') return 'on';
  if (key.name === 'enter' && entry.kind !== 'lines') return 'on';
  switch (entry.kind) {
    case 'choice':
      return turnChoice(entry, key);
    case 'answer':
      return turnAnswer(entry, key);
    case 'lines':
      return turnLines(entry, key);
    case 'text':
      return turnText(entry, key);
  }
}
