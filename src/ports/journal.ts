import type { JournalEvent } from '../domain/journal-events.ts';

interface Told {
  level: 'info' | 'warn' | 'error';
  message: string;
  record?: string;
  attempt?: string;
  commit?: string;
  code?: string;
  milliseconds?: number;
}

/** An event that was written into a record, by its name there. */
interface Transition {
  event: string;
  record: string;
  commit: string;
}

/** One thing that a controller did or met. `record` and `attempt` name what it concerns. */
export type JournalEntry = Told & ({ event: JournalEvent } | Transition);

/** Where a controller tells what it does, a line a thing. Free of secrets. */
export type Journal = (entry: JournalEntry) => void;
