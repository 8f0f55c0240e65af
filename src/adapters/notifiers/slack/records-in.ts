import type { RecordEvent } from '../../../domain/notice.ts';

/** Of how many records events tell. */
export function recordsIn(events: readonly RecordEvent[]): number {
  return new Set(events.map(({ record }) => record.id)).size;
}
