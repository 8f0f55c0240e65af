/** One thing that a controller did or met. `record` and `attempt` name what it concerns. */
export interface JournalEntry {
  level: 'info' | 'warn' | 'error';
  event: string;
  message: string;
  record?: string;
  attempt?: string;
  commit?: string;
  code?: string;
  milliseconds?: number;
}

/** Where a controller tells what it does, a line a thing. Free of secrets. */
export type Journal = (entry: JournalEntry) => void;
