import { isObject, type Json } from '../domain/json.ts';
import type { Cursor } from './cursor.ts';

type Is = (value: Json | undefined) => boolean;

/** undefined where it is none that this program could have written: whatever is read of it later is what its type says. */
export function readCursor(data: Json | undefined): Cursor | undefined {
  return isCursor(data) ? (data as unknown as Cursor) : undefined;
}

const text: Is = (value) => typeof value === 'string';
const count: Is = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const moment: Is = (value) => typeof value === 'string' && Number.isFinite(Date.parse(value));
const commit: Is = (value) => typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
const channelMark: Is = (value) => Array.isArray(value) && value.length === 2 && value.every(text);

const listOf =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is);
const perhaps =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);
const shaped =
  (shape: Readonly<Record<string, Is>>): Is =>
  (value) =>
    value !== undefined && isObject(value) && Object.entries(shape).every(([key, is]) => is(value[key]));

const events: Is = (value) => Array.isArray(value) && value.length > 0 && value.every(shaped({ id: text, path: text }));
const owed = { events, to: text, person: perhaps(text), since: moment, tries: count, reason: text };

const isCursor = shaped({
  format: (value) => value === 1,
  done: commit,
  from: moment,
  batch: perhaps(shaped({ to: commit, by: commit, except: perhaps(listOf(text)), sent: listOf(text) })),
  again: perhaps(shaped({ dueAt: moment, by: commit, except: perhaps(listOf(text)) })),
  holder: perhaps(shaped({ controller: text, instance: text, until: moment })),
  trouble: perhaps(shaped({ reason: text, since: moment, tries: count, notBefore: moment })),
  late: listOf(shaped({ ...owed, notBefore: moment, letter: perhaps(text) })),
  dead: listOf(shaped({ ...owed, id: text, at: moment })),
  marks: listOf(channelMark),
  delivered: count,
  lastAt: perhaps(moment),
});
