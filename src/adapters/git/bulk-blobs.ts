import type { Oid } from '../../ports/git.ts';
import { type BatchObject, BatchOutput } from './batch-output.ts';
import { gitFailure } from './git-failure.ts';
import type { GitRunner } from './run-git.ts';

const oidsPerWrite = 2_000;

/**
 * Reads very many blobs through one buffered pipe, in the order asked for. Memory stays bounded: the pipe is only
 * read as fast as the blobs are taken. A missing object, or one that is no blob, is undefined.
 */
export async function* bulkBlobs(git: GitRunner, oids: readonly Oid[]): AsyncGenerator<Buffer | undefined> {
  const args = ['cat-file', '--batch', '--buffer'];
  const child = git.start(args);
  const failed = new Promise<never>((_, reject) => child.once('error', (cause) => reject(git.notStarted(cause))));
  failed.catch(() => {});
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(0, 10_000);
  });
  child.stdin.on('error', () => {});
  const feeding = feed(child.stdin, oids);
  let ready: BatchObject[] = [];
  const output = new BatchOutput((object) => ready.push(object));
  let given = 0;
  try {
    for await (const chunk of child.stdout) {
      output.push(chunk as Buffer);
      const batch = ready;
      ready = [];
      given += batch.length;
      for (const object of batch) yield object?.type === 'blob' ? object.data : undefined;
    }
    if (given < oids.length) {
      if (child.pid === undefined) await failed;
      throw gitFailure(args, said, git.folder);
    }
  } finally {
    child.kill();
    await feeding;
  }
}

async function feed(stdin: NodeJS.WritableStream & { destroyed: boolean }, oids: readonly Oid[]): Promise<void> {
  for (let at = 0; at < oids.length; at += oidsPerWrite) {
    if (stdin.destroyed) return;
    const more = stdin.write(`${oids.slice(at, at + oidsPerWrite).join('\n')}\n`);
    if (more) continue;
    await new Promise<void>((resolve) => {
      const go = () => {
        stdin.off('drain', go);
        stdin.off('close', go);
        resolve();
      };
      stdin.on('drain', go);
      stdin.on('close', go);
    });
  }
  stdin.end();
}
