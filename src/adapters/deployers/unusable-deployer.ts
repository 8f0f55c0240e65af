import type { Deployer } from '../../ports/deployer.ts';

/** Answers for a deployer that cannot even be asked. Nothing that is under way is given up for it. */
export function unusableDeployer({ reason, remedy }: { reason: string; remedy: string }): Deployer {
  return {
    ready: async () => ({ kind: 'broken', reason, remedy }),
    launch: async () => ({ kind: 'refused', error: reason, retry: true }),
    find: async () => ({ kind: 'unsure', reason, lookAfter: 60 }),
    poll: async () => ({ kind: 'unreachable', reason }),
    cancel: async () => ({ kind: 'unreachable', reason }),
    close: async () => {},
  };
}
