import { join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Waker } from '../../ports/waker.ts';

type Reason = 'time' | 'refs' | 'called' | 'stop';

/** Wakes when the refs of a Git folder move, or when it is called. */
export function openWaker(commonDir: string, watchRefs: boolean): Waker & { stop(): void } {
  const watcher: FSWatcher | undefined = watchRefs
    ? watch([join(commonDir, 'refs'), join(commonDir, 'packed-refs')], {
        ignoreInitial: true,
        ignored: (path) => path.endsWith('.lock'),
      })
    : undefined;
  let pending: Reason | undefined;
  let wake: ((reason: Reason) => void) | undefined;
  let stopping = false;
  const tell = (reason: Reason) => {
    if (wake === undefined) pending = pending === 'stop' ? 'stop' : reason;
    else wake(reason);
  };
  watcher?.on('all', () => tell('refs'));
  watcher?.on('error', () => undefined);
  return {
    get stopping() {
      return stopping;
    },
    wait(milliseconds) {
      if (pending !== undefined) {
        const reason = pending;
        pending = undefined;
        return Promise.resolve(reason);
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => wake?.('time'), milliseconds);
        wake = (reason) => {
          clearTimeout(timer);
          wake = undefined;
          resolve(reason);
        };
      });
    },
    call: () => tell('called'),
    stop() {
      stopping = true;
      tell('stop');
    },
    close: async () => watcher?.close(),
  };
}
