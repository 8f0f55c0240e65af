import { cloudEventOf } from '../../../domain/cloud-event.ts';
import type { RecordEvent } from '../../../domain/notice.ts';

/** What Kafka keeps of one event. */
export interface KafkaRecord {
  topic: string;
  key: Buffer;
  value: Buffer;
  headers: Map<Buffer, Buffer>;
}

const names = ['content-type', 'ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'ce_time'] as const;
const headerNames = names.map((name) => Buffer.from(name));

/**
 * CloudEvents in the binary mode of their Kafka binding: the data as value, all else as headers. The key is the record, so
 * that what happens to one record stays in order.
 */
export function recordOf(source: string, topicOf: (kind: string) => string): (event: RecordEvent) => KafkaRecord {
  return (event) => {
    const { specversion, id, type, subject, time, datacontenttype, data, ...rest } = cloudEventOf(event, source);
    const values = [datacontenttype, specversion, id, rest.source, type, subject, time];
    return {
      topic: topicOf(event.record.kind),
      key: Buffer.from(subject),
      value: Buffer.from(JSON.stringify(data)),
      headers: new Map(headerNames.map((name, index) => [name, Buffer.from(values[index] ?? '')])),
    };
  };
}
