import type { Oid } from '../../ports/git.ts';
import { type BatchObject, BatchOutput } from './batch-output.ts';
import { feedLines } from './feed-lines.ts';
import { gitFailure } from './git-failure.ts';
import type { ObjectFormat } from './oid.ts';
import type { GitRunner } from './run-git.ts';

/**
 * Reads very many objects through one buffered pipe, in the order asked for. Memory stays bounded: the pipe is only
 * read as fast as the objects are taken. A missing object is undefined. They come in handfuls, because to wait for each one costs more than to read it.
 */
export async function* bulkObjects(
  git: GitRunner,
  format: ObjectFormat,
  oids: readonly Oid[],
): AsyncGenerator<readonly BatchObject[]> {
  let ready: BatchObject[] = [];
  const output = new BatchOutput(format, (object) => ready.push(object));
  let given = 0;
  for await (const chunk of feedLines(git, ['cat-file', '--batch', '--buffer'], oids)) {
    output.push(chunk);
    const batch = ready;
    ready = [];
    given += batch.length;
    if (batch.length > 0) yield batch;
  }
  if (given < oids.length) throw gitFailure(['cat-file'], 'the answers ended too early', git.folder);
}
