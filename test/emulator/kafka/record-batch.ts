import { gunzipSync } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import type { ErrorName } from './errors.ts';
import { WireReader } from './wire-reader.ts';

export interface KafkaRecord {
  key: string | null;
  value: string | null;
  headers: readonly (readonly [string, string])[];
}

export interface RecordBatch {
  /** As it came; its first eight bytes are for the offset. */
  bytes: Buffer;
  producerId: bigint;
  producerEpoch: number;
  firstSequence: number;
  records: readonly KafkaRecord[];
}

/** Reads one record batch of the second format and holds it against its own checksum and counts. */
export function readBatch(bytes: Buffer): RecordBatch | ErrorName {
  const reader = new WireReader(bytes);
  reader.int64();
  if (reader.int32() !== reader.rest) return 'CORRUPT_MESSAGE';
  reader.int32();
  if (reader.int8() !== 2) return 'UNSUPPORTED_FOR_MESSAGE_FORMAT';
  if (reader.uint32() !== crc32c(bytes.subarray(bytes.length - reader.rest))) return 'CORRUPT_MESSAGE';
  const compression = reader.int16() & 7;
  const lastOffsetDelta = reader.int32();
  reader.take(16);
  const [producerId, producerEpoch, firstSequence] = [reader.int64(), reader.int16(), reader.int32()];
  const count = reader.int32();
  if (compression > 1) return 'UNSUPPORTED_COMPRESSION_TYPE';
  const plain = compression === 1 ? new WireReader(gunzipSync(reader.take(reader.rest))) : reader;
  if (count < 1 || lastOffsetDelta !== count - 1) return 'INVALID_RECORD';
  const records: KafkaRecord[] = [];
  for (let index = 0; index < count; index++) {
    const record = readRecord(plain, index);
    if (record === undefined) return 'INVALID_RECORD';
    records.push(record);
  }
  return plain.rest > 0 ? 'INVALID_RECORD' : { bytes, producerId, producerEpoch, firstSequence, records };
}

function readRecord(batch: WireReader, index: number): KafkaRecord | undefined {
  const reader = new WireReader(batch.take(batch.varint()));
  reader.int8();
  reader.varlong();
  const inOrder = reader.varint() === index;
  const [key, value] = [reader.counted(), reader.counted()].map((bytes) => bytes?.toString() ?? null);
  const headers = Array.from({ length: reader.varint() }, () => [text(reader), text(reader)] as const);
  return inOrder && reader.rest === 0 ? { key: key ?? null, value: value ?? null, headers } : undefined;
}

function text(reader: WireReader): string {
  return reader.counted()?.toString() ?? '';
}
