import { on } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { RgzError } from '../../errors/rgz-error.ts';
import type { WalkedCommit } from '../../ports/git.ts';
import type { WalkJob, WalkMessage } from './walk-thread.ts';

/**
 * Bytes of bytecode, where V8 takes 920. It compiles on threads of its own, for which two busy threads leave no core. Where
 * less of what a function calls is compiled into it, that takes a third less; with still less, what is compiled gets slow.
 */
const inlined = 250;
/** Megabytes. With less room what is under way is copied more often. */
const young = 48;

/** Another thread that walks. It may be started before it is known what it walks over: it takes a while to be there. */
export class WalkThread {
  readonly #worker: Worker;
  readonly #messages: AsyncIterable<[WalkMessage]>;

  constructor(program: string) {
    setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${inlined}`);
    // To share out what one thread tidies up takes more than it saves where no core is free.
    setFlagsFromString('--no-parallel-scavenge');
    this.#worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: young } });
    this.#messages = on(this.#worker, 'message', { close: ['exit'] }) as AsyncIterable<[WalkMessage]>;
  }

  /** Walks as far ahead of who takes the commits as that one keeps to. */
  async *walk(job: WalkJob): AsyncGenerator<WalkedCommit> {
    this.#worker.postMessage(job);
    try {
      for await (const [message] of this.#messages) {
        if (message.kind === 'end') return;
        if (message.kind === 'failed') throw new RgzError(message.code, message.message, message);
        yield* message.commits;
        this.#worker.postMessage('taken');
      }
      throw new RgzError('git.failed', 'The thread that walks over the commits ended too early.');
    } finally {
      await this.stop();
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
