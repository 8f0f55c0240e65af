import type { ControllerDeps } from '../../src/controller/controller-deps.ts';
import type { Deployer } from '../../src/ports/deployer.ts';

export const calls = ['advance', 'writeCommit', 'launch', 'find', 'poll'] as const;

/** Where a controller stops for good: before or after the n-th call of one kind. */
export interface CrashPoint {
  call: (typeof calls)[number];
  when: 'before' | 'after';
  nth: number;
}

/** Ports that stop answering at one point, as those of a process that is gone do. */
export function crashing(point: CrashPoint): {
  change(deps: ControllerDeps): ControllerDeps;
  crashed: Promise<'crashed'>;
} {
  let tell: (word: 'crashed') => void = () => undefined;
  const crashed = new Promise<'crashed'>((resolve) => {
    tell = resolve;
  });
  let count = 0;
  let gone = false;
  const forever = new Promise<never>(() => undefined);
  const stop = () => {
    gone = true;
    tell('crashed');
    return forever;
  };
  const through = async <T>(call: CrashPoint['call'], go: () => Promise<T>): Promise<T> => {
    if (gone) return forever;
    if (call !== point.call) return go();
    count += 1;
    if (count === point.nth && point.when === 'before') return stop();
    const answer = await go();
    return count === point.nth ? stop() : answer;
  };
  const wrap = (deployer: Deployer): Deployer => ({
    ...deployer,
    launch: (job) => through('launch', () => deployer.launch(job)),
    find: (attempt) => through('find', () => deployer.find(attempt)),
    poll: (jobId, owner) => through('poll', () => deployer.poll(jobId, owner)),
  });
  return {
    crashed,
    change(deps) {
      const git = new Proxy(deps.git, {
        get(target, name) {
          const value = Reflect.get(target, name) as unknown;
          if (typeof value !== 'function') return value;
          const bound = value.bind(target) as (...args: unknown[]) => Promise<unknown>;
          if (name !== 'advance' && name !== 'writeCommit') return bound;
          return (...args: unknown[]) => through(name, () => bound(...args));
        },
      });
      // A process that is gone waits for nothing: the clock is moved by those that are left.
      const waker = {
        ...deps.waker,
        wait: async (milliseconds: number) => {
          const woken = gone ? await forever : await deps.waker.wait(milliseconds);
          return gone ? forever : woken;
        },
      };
      return { ...deps, git, waker, openDeployer: async (...given) => wrap(await deps.openDeployer(...given)) };
    },
  };
}
