import type { HistoryEvent } from '../domain/record.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** How far clocks of different machines may be apart, in seconds. */
export const tolerance = 600;

/** An event is not before the one before it, and about as old as its commit. */
export function judgeTimes(
  before: HistoryEvent | undefined,
  event: HistoryEvent,
  committed: number,
  place: Place,
): Finding[] {
  const at = Date.parse(event.at) / 1000;
  const where = { ...place, pointer: `${place.pointer}/at` };
  if (before !== undefined && at < Date.parse(before.at) / 1000 - tolerance) {
    return [finding('history.wrong-time', `${event.at} is before the event before it (${before.at})`, where)];
  }
  if (Math.abs(at - committed) > tolerance) {
    const commit = new Date(committed * 1000).toISOString();
    return [finding('history.wrong-time', `the event says ${event.at}, its commit was made at ${commit}`, where)];
  }
  return [];
}
