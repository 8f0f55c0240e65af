import { codes } from '../errors.ts';
import type { WireWriter } from '../wire-writer.ts';
import type { Call } from './answer.ts';

const noId = Buffer.alloc(16);

/** Versions 4 to 12. */
export function answerMetadata({ cluster, version, read, write }: Call): void {
  const asked = read.nullableArray(() => {
    if (version >= 10) read.take(16);
    const name = read.string();
    read.tags();
    return name;
  });
  read.bool();
  if (version >= 8 && version <= 10) read.bool();
  if (version >= 8) read.bool();
  read.tags();
  write.int32(0);
  write.array(cluster.nodes, ({ id, port }) => write.int32(id).string(cluster.host).int32(port).string(null).tags());
  write.string('emulated').int32(cluster.nodes[0]?.id ?? -1);
  write.array(asked ?? [...cluster.topics.keys()], (name) => writeTopic(write, version, name, cluster));
  if (version >= 8 && version <= 10) write.int32(0);
  write.tags();
}

function writeTopic(write: WireWriter, version: number, name: string, { topics, nodes }: Call['cluster']): void {
  const topic = topics.get(name);
  const denied = topic?.denied === true ? codes.TOPIC_AUTHORIZATION_FAILED : codes.NONE;
  write.int16(topic === undefined ? codes.UNKNOWN_TOPIC_OR_PARTITION : denied).string(name);
  if (version >= 10) write.raw(noId);
  write.int8(0);
  const shown = topic === undefined || topic.denied ? [] : [...topic.partitions.entries()];
  const ids = nodes.map(({ id }) => id);
  write.array(shown, ([index, { leader }]) => {
    write.int16(codes.NONE).int32(index).int32(leader);
    if (version >= 7) write.int32(0);
    for (const list of version >= 5 ? [ids, ids, []] : [ids, ids]) write.array(list, (id) => write.int32(id));
    write.tags();
  });
  if (version >= 8) write.int32(0);
  write.tags();
}
