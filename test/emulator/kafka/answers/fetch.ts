import { codes } from '../errors.ts';
import type { Partition } from '../partition.ts';
import type { Call } from './answer.ts';

interface Wanted {
  index: number;
  offset: bigint;
  limit: number;
}

/** Versions 4 to 11. Waits for as long as the client lets it where nothing is there yet. */
export async function answerFetch({ cluster, version, read, write }: Call): Promise<void> {
  read.int32();
  const patience = read.int32();
  read.int32();
  read.int32();
  read.int8();
  if (version >= 7) read.take(8);
  const topics = read.array(() => {
    const name = read.string();
    return { name, partitions: read.array((): Wanted => readWanted(read, version)) };
  });
  if (version >= 7) read.array(() => [read.string(), read.array(read.int32)]);
  if (version >= 11) read.string();
  const find = (name: string, index: number): Partition | undefined => cluster.topics.get(name)?.partitions[index];
  const all = topics.flatMap(({ name, partitions }) =>
    partitions.map(({ index, offset }) => ({ partition: find(name, index), offset })),
  );
  if (!all.some(({ partition, offset }) => partition === undefined || partition.end > offset))
    await somethingIn(
      all.flatMap(({ partition }) => partition ?? []),
      patience,
    );
  write.int32(0);
  if (version >= 7) write.int16(codes.NONE).int32(0);
  write.array(topics, ({ name, partitions }) => {
    write.string(name).array(partitions, ({ index, offset, limit }) => {
      const partition = find(name, index);
      const end = partition?.end ?? -1n;
      const known = partition === undefined ? codes.UNKNOWN_TOPIC_OR_PARTITION : codes.NONE;
      write.int32(index).int16(offset > end && partition !== undefined ? codes.OFFSET_OUT_OF_RANGE : known);
      write.int64(end).int64(end);
      if (version >= 5) write.int64(0n);
      write.array(null, () => undefined);
      if (version >= 11) write.int32(-1);
      write.blob(partition?.read(offset, limit) ?? Buffer.alloc(0));
    });
  });
}

function readWanted(read: Call['read'], version: number): Wanted {
  const index = read.int32();
  if (version >= 9) read.int32();
  const offset = read.int64();
  if (version >= 5) read.int64();
  return { index, offset, limit: read.int32() };
}

function somethingIn(partitions: readonly Partition[], patience: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    for (const partition of partitions) {
      partition.onAppend(() => {
        clearTimeout(timer);
        resolve();
      });
    }
  });
}
