import type { Message, RecordEvent } from '../../../domain/notice.ts';
import type { KafkaRecord } from './record.ts';

/** One event, and the place of the message that it belongs to. */
export interface Entry {
  message: number;
  record: KafkaRecord;
}

export interface BatchSize {
  events: number;
  bytes: number;
}

/** Kafka takes a megabyte unless it is told otherwise, and wants some of it for itself. */
const usualSize: BatchSize = { events: 500, bytes: 900_000 };

/** At most so many bytes go along with a record beside what it holds. */
const overhead = 120;

/** The events in their order, a batch at a time, so that no more than one batch is held. None is empty. */
export function* batchesOf(
  messages: readonly Message[],
  toRecord: (event: RecordEvent) => KafkaRecord,
  limit = usualSize,
): Generator<readonly Entry[]> {
  let batch: Entry[] = [];
  let bytes = 0;
  for (const [message, { events }] of messages.entries()) {
    for (const event of events) {
      const record = toRecord(event);
      const size = sizeOf(record);
      if (batch.length > 0 && (batch.length === limit.events || bytes + size > limit.bytes)) {
        yield batch;
        batch = [];
        bytes = 0;
      }
      batch.push({ message, record });
      bytes += size;
    }
  }
  if (batch.length > 0) yield batch;
}

function sizeOf({ key, value, headers }: KafkaRecord): number {
  let size = overhead + key.length + value.length;
  for (const [name, text] of headers) size += name.length + text.length;
  return size;
}
