import type { HistoryEvent } from '../../domain/record.ts';

/** What somebody turned down, to be imported anew. */
export interface SentBack {
  at: string;
  by: string;
  reason: string;
}

/** The rejection that stands; null where something was imported after it, or the onboarding was called off. */
export function sentBackIn(history: readonly HistoryEvent[]): SentBack | null {
  const last = history.findLast(({ action }) => ['imported', 'rejected', 'cancelled'].includes(action));
  if (last?.action !== 'rejected') return null;
  return { at: last.at, by: last.by, reason: typeof last.reason === 'string' ? last.reason : '' };
}
