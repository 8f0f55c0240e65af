import { codes } from '../errors.ts';
import type { Call } from './answer.ts';

/** Versions 1 to 5: the first offset (-2), the end (-1), or the first for any time. */
export function answerListOffsets({ cluster, version, read, write }: Call): void {
  read.int32();
  if (version >= 2) read.int8();
  const topics = read.array(() => {
    const name = read.string();
    const partitions = read.array(() => {
      const index = read.int32();
      if (version >= 4) read.int32();
      return { index, time: read.int64() };
    });
    return { name, partitions };
  });
  if (version >= 2) write.int32(0);
  write.array(topics, ({ name, partitions }) => {
    write.string(name).array(partitions, ({ index, time }) => {
      const partition = cluster.topics.get(name)?.partitions[index];
      const error = partition === undefined ? codes.UNKNOWN_TOPIC_OR_PARTITION : codes.NONE;
      const offset = time === -1n ? (partition?.end ?? -1n) : 0n;
      write.int32(index).int16(error).int64(-1n).int64(offset);
      if (version >= 4) write.int32(0);
    });
  });
}
