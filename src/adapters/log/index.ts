import pino from 'pino';
import { plainLine } from '../../domain/plain-text.ts';
import { redact } from '../../errors/redact.ts';
import type { Journal } from '../../ports/journal.ts';

const longest = 4_000;

/** One JSON line for each entry, with nothing in it that a terminal would act on. */
export function jsonJournal(write: (line: string) => void): Journal {
  const log = pino(
    {
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write },
  );
  return ({ level, message, ...rest }) => {
    const told = Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? inert(value) : value]);
    log[level](Object.fromEntries(told), inert(message));
  };
}

function inert(text: string): string {
  return plainLine(redact(text)).slice(0, longest).toWellFormed();
}
