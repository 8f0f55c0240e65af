import type { Clock } from '../../../ports/clock.ts';
import type { Deployer } from '../../../ports/deployer.ts';

/**
 * Carries out what is done once it is written: the commit that tells of the success is all there is to do. Nothing outside
 * knows of a launch, so whoever starts anew finds none and launches again, and nothing is done twice by that.
 */
export function gitDeployer({ now }: Pick<Clock, 'now'>): Deployer {
  const started = new Set<string>();
  return {
    ready: async () => ({ kind: 'ready' }),
    async launch({ attempt, lease }) {
      if (Date.parse(now()) >= Date.parse(lease))
        return { kind: 'refused', error: 'the claim ran out before it was carried out', retry: true };
      started.add(attempt);
      return { kind: 'started', jobId: attempt };
    },
    find: async ({ attempt }) => (started.has(attempt) ? { kind: 'found', jobId: attempt } : { kind: 'absent' }),
    async poll(jobId, { attempt }) {
      if (jobId === attempt) return { kind: 'succeeded' };
      return { kind: 'unknown', reason: `"${jobId}" is not ${attempt}` };
    },
    cancel: async () => ({ kind: 'over' }),
    close: async () => undefined,
  };
}
