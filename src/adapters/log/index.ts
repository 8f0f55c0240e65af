import pino from 'pino';
import { redact } from '../../errors/redact.ts';
import type { Journal } from '../../ports/journal.ts';

/** One JSON line for each entry. */
export function jsonJournal(write: (line: string) => void): Journal {
  const log = pino({ base: null, messageKey: 'message', timestamp: pino.stdTimeFunctions.isoTime }, { write });
  return ({ level, message, ...rest }) => log[level](rest, redact(message));
}
