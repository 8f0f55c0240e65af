import type { JsonObject } from './json.ts';
import type { EventRecord, RecordEvent } from './notice.ts';

/** One event as programs are told of it: a CloudEvent 1.0, its attributes in their usual order. */
export interface CloudEvent {
  specversion: '1.0';
  /** The same however often the event is told. */
  id: string;
  source: string;
  /** As in the event itself, e.g. `request-approved`. */
  type: string;
  /** The id of the record. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  data: { by: string; commit: string; record: EventRecord; detail: JsonObject };
}

/** `source` is a URI reference: who tells of it. */
export function cloudEventOf({ id, type, at, by, commit, record, detail }: RecordEvent, source: string): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject: record.id,
    time: at,
    datacontenttype: 'application/json',
    data: { by, commit, record, detail },
  };
}
