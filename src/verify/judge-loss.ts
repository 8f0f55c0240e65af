import { isSame } from '../domain/canonical.ts';
import type { Json } from '../domain/json.ts';
import type { HistoryEvent } from '../domain/record.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** A record or a tenant that was there and is not any more. */
export function judgeDeleted(place: Place): readonly Finding[] {
  return [finding('record.deleted', `${place.file} was deleted or renamed`, place)];
}

/** What a history held before, it holds at its beginning. */
export function judgeKeptHistory(
  old: readonly HistoryEvent[],
  grown: readonly HistoryEvent[],
  place: Place,
): readonly Finding[] {
  const at = old.findIndex((event, index) => {
    const now = grown[index] as Json | undefined;
    return now === undefined || !isSame(event as Json, now);
  });
  if (at < 0) return [];
  const message = `event ${at} of the history ("${old[at]?.action}") was changed, moved or taken out`;
  return [finding('history.rewritten', message, { ...place, pointer: '/status/history' })];
}
