import { codes, type ErrorName } from '../errors.ts';
import { readBatch } from '../record-batch.ts';
import type { Call } from './answer.ts';

interface Taken {
  error: ErrorName;
  offset: bigint;
  /** Which records of the batch are at fault. */
  records: readonly number[];
}

/** Versions 3 to 11. */
export function answerProduce(call: Call): undefined | false {
  const { cluster, version, read, write } = call;
  const transactional = read.nullableString();
  const acks = read.int16();
  read.int32();
  const topics = read.array(() => {
    const name = read.string();
    const partitions = read.array(() => {
      const index = read.int32();
      const taken = take(call, { topic: name, index, acks, bytes: read.bytes() ?? Buffer.alloc(0) });
      read.tags();
      return { index, taken };
    });
    read.tags();
    return { name, partitions };
  });
  read.tags();
  cluster.produced.push({ acks, transactional, node: call.node });
  write.array(topics, ({ name, partitions }) => {
    write.string(name).array(partitions, ({ index, taken }) => {
      write.int32(index).int16(codes[taken.error]).int64(taken.offset).int64(-1n);
      if (version >= 5) write.int64(0n);
      if (version >= 8) {
        write.array(taken.records, (record) => write.int32(record).string('refused by the emulator').tags());
        write.string(null);
      }
      write.tags();
    });
    write.tags();
  });
  write.int32(cluster.faults.throttle ?? 0).tags();
  return acks === 0 ? false : undefined;
}

function take(
  { cluster, node }: Call,
  { topic: name, index, acks, bytes }: { topic: string; index: number; acks: number; bytes: Buffer },
): Taken {
  const refuse = (error: ErrorName, records: readonly number[] = []): Taken => ({ error, offset: -1n, records });
  const { faults, topics } = cluster;
  const topic = topics.get(name);
  const partition = topic?.partitions[index];
  if (![-1, 0, 1].includes(acks)) return refuse('INVALID_REQUIRED_ACKS');
  if (topic?.denied === true) return refuse('TOPIC_AUTHORIZATION_FAILED');
  if (topic === undefined || partition === undefined) return refuse('UNKNOWN_TOPIC_OR_PARTITION');
  if (partition.leader !== node) return refuse('NOT_LEADER_OR_FOLLOWER');
  if (faults.produce !== undefined && (faults.partition ?? index) === index) return refuse(faults.produce);
  if (bytes.length > topic.maxBatchBytes) return refuse('MESSAGE_TOO_LARGE');
  const batch = readBatch(bytes);
  if (typeof batch === 'string') return refuse(batch);
  const bad = batch.records.flatMap(({ key }, at) => (faults.refusedKeys?.has(key ?? '') === true ? [at] : []));
  if (bad.length > 0) return refuse('INVALID_RECORD', bad);
  const put = partition.append(batch);
  if (typeof put === 'string') return refuse(put);
  if (put.appended)
    cluster.arrived.push(...batch.records.map((record) => ({ ...record, topic: name, partition: index })));
  else cluster.repeated += batch.records.length;
  return { error: 'NONE', offset: put.offset, records: [] };
}
