import { plainLine } from '../../../domain/plain-text.ts';
import type { Key } from '../keyboard/key.ts';
import { charactersOf } from '../text/text-width.ts';
import { type ChoiceEntry, optionsLeft } from './entry.ts';
import type { Turn } from './turn.ts';

/** How many options are shown at once, and how far a page goes. */
export const choiceRows = 8;

/** Arrows move the mark, typing filters; up from the first option goes back. */
export function turnChoice(entry: ChoiceEntry, key: Key): Turn<ChoiceEntry> {
  const last = Math.max(0, optionsLeft(entry).length - 1);
  const mark = (place: number): ChoiceEntry => ({ ...entry, marked: Math.min(last, Math.max(0, place)) });
  switch (key.name) {
    case 'up':
      return entry.marked === 0 ? 'back' : mark(entry.marked - 1);
    case 'down':
      return mark(entry.marked + 1);
    case 'page-up':
      return mark(entry.marked - choiceRows);
    case 'page-down':
      return mark(entry.marked + choiceRows);
    case 'home':
      return mark(0);
    case 'end':
      return mark(last);
    case 'text':
      return filtered(entry, plainLine(entry.filter + key.text));
    case 'backspace':
      return filtered(entry, charactersOf(entry.filter).slice(0, -1).join(''));
    case 'erase-word':
    case 'erase-before':
      return filtered(entry, '');
    default:
      return entry;
  }
}

/** The mark stays on its option for as long as the filter leaves it. */
function filtered(entry: ChoiceEntry, filter: string): ChoiceEntry {
  const [option] = optionsLeft(entry).slice(entry.marked);
  const changed = { ...entry, filter };
  return { ...changed, marked: option === undefined ? 0 : Math.max(0, optionsLeft(changed).indexOf(option)) };
}
