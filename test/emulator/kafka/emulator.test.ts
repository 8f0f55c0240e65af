import { createRecordsBatch } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';
import { Partition } from './partition.ts';
import { type RecordBatch, readBatch } from './record-batch.ts';

function batchOf(firstSequence: number, count: number, producerEpoch = 0, producerId = 7n): RecordBatch {
  const records = Array.from({ length: count }, () => ({ key: null, value: 'v', headers: [] }));
  return { bytes: Buffer.alloc(64), producerId, producerEpoch, firstSequence, records };
}

describe('a record batch', () => {
  const bytes = createRecordsBatch([
    {
      topic: 't',
      key: Buffer.from('k'),
      value: Buffer.from('é'),
      headers: new Map([[Buffer.from('h'), Buffer.from('1')]]),
    },
    { topic: 't', key: Buffer.from('k2'), value: Buffer.from('v2'), headers: new Map() },
  ]).buffer;

  it('is read as another program wrote it', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(readBatch(bytes)).toMatchObject({
      producerId: -1n,
      records: [
        { key: 'k', value: 'é', headers: [['h', '1']] },
        { key: 'k2', value: 'v2', headers: [] },
      ],
    });
  });

  it('is not taken where any byte under the checksum is another, or one is missing', () => {
    for (let at = 17; at < bytes.length; at++) {
      const bad = Buffer.from(bytes);
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
      expect(readBatch(bad)).toBe('CORRUPT_MESSAGE');
    }
    expect(readBatch(bytes.subarray(0, -1))).toBe('CORRUPT_MESSAGE');
  });
});

describe('a partition', () => {
  it('takes what follows, and tells repetitions of the last five batches by their old offset', () => {
    const partition = new Partition(1);
    for (let index = 0; index < 6; index++)
      expect(partition.append(batchOf(index * 2, 2))).toEqual({ offset: BigInt(index * 2), appended: true });
    expect(partition.append(batchOf(2, 2))).toEqual({ offset: 2n, appended: false });
    expect(partition.append(batchOf(0, 2))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(partition.append(batchOf(14, 1))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(partition.append(batchOf(10, 1))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(partition.end).toBe(12n);
  });

  it('lets a newer producer begin anew, and an older one no more', () => {
    const partition = new Partition(1);
    partition.append(batchOf(0, 2));
    expect(partition.append(batchOf(2, 1, 1))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(partition.append(batchOf(0, 1, 1))).toMatchObject({ appended: true });
    expect(partition.append(batchOf(2, 1, 0))).toBe('INVALID_PRODUCER_EPOCH');
    expect(partition.append(batchOf(50, 1, 0, 8n))).toMatchObject({ appended: true });
    expect(partition.append(batchOf(0, 1, 0, -1n))).toMatchObject({ appended: true });
    expect(partition.append(batchOf(0, 1, 0, -1n))).toMatchObject({ appended: true });
  });

  it('gives whole batches from the one on that holds the offset', () => {
    const partition = new Partition(1);
    for (let index = 0; index < 3; index++) partition.append(batchOf(index * 2, 2));
    expect(partition.read(3n, 64).length).toBe(64);
    expect(partition.read(3n, 1).readBigInt64BE()).toBe(2n);
    expect(partition.read(0n, 1000).length).toBe(192);
    expect(partition.read(6n, 1000).length).toBe(0);
  });
});
