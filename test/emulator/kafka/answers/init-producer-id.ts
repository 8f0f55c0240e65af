import { codes } from '../errors.ts';
import type { Call } from './answer.ts';

/** Versions 0 to 5, without transactions. */
export function answerInitProducerId({ cluster, version, read, write }: Call): void {
  const transactional = read.nullableString() !== null;
  read.int32();
  if (version >= 3) read.take(10);
  read.tags();
  const id = transactional ? -1n : cluster.nextProducerId();
  write.int32(0).int16(transactional ? codes.COORDINATOR_NOT_AVAILABLE : codes.NONE);
  write
    .int64(id)
    .int16(transactional ? -1 : 0)
    .tags();
}
