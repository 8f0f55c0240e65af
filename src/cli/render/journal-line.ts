import { plainLine } from '../../domain/plain-text.ts';
import type { JournalEntry } from '../../ports/journal.ts';
import type { Context } from '../context.ts';

/** One line of a controller's journal for people; nothing where they asked for quiet and nothing is amiss. */
export function journalLine({ level, message }: JournalEntry, { paint, quiet }: Pick<Context, 'paint' | 'quiet'>) {
  if (quiet && level === 'info') return '';
  const sign = { info: paint('dim', '·'), warn: paint('yellow', '!'), error: paint('red', '✗') }[level];
  return `${sign} ${plainLine(message)}\n`;
}
