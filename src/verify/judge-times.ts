import type { Version } from '../domain/reading.ts';
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

/** A record is not from the future, and one that comes with its own event was created then; a draft may have lain around. */
export function judgeBirth({ record }: Version, committed: number, place: Place): Finding[] {
  const { createdAt } = record.metadata;
  const at = Date.parse(createdAt) / 1000;
  const tooEarly = record.status !== undefined && at < committed - tolerance;
  if (at <= committed + tolerance && !tooEarly) return [];
  const commit = new Date(committed * 1000).toISOString();
  const message = `the record says it was created at ${createdAt}, its commit was made at ${commit}`;
  return [finding('record.false-date', message, { ...place, pointer: '/metadata/createdAt' })];
}
