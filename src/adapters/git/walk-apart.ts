import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { RgzError } from '../../errors/rgz-error.ts';
import type { WalkedCommit } from '../../ports/git.ts';
import type { WalkJob, WalkMessage } from './walk-thread.ts';

/** Walks in another thread, as far ahead of who takes the commits as that one keeps to. */
export async function* walkApart(program: string, job: WalkJob): AsyncGenerator<WalkedCommit> {
  const worker = new Worker(program, { workerData: job, resourceLimits: { maxYoungGenerationSizeMb: 12 } });
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[WalkMessage]>) {
      if (message.kind === 'end') return;
      if (message.kind === 'failed') throw new RgzError(message.code, message.message, message);
      yield* message.commits;
      worker.postMessage('taken');
    }
    throw new RgzError('git.failed', 'The thread that walks over the commits ended too early.');
  } finally {
    await worker.terminate();
  }
}
