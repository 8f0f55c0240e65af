import { gitDeployer } from '../../../src/adapters/deployers/git/index.ts';
import type { Deployer } from '../../../src/ports/deployer.ts';
import { deployerContract } from '../../contracts/deployer.ts';

deployerContract('git', async () => {
  let now = Date.parse('2026-11-26T08:00:00Z');
  let latest: Deployer;
  const clock = { now: () => `${new Date(now).toISOString().slice(0, 19)}Z` };
  return {
    open: async () => {
      latest = gitDeployer(clock);
      return latest;
    },
    ...clock,
    pass: async (seconds) => {
      now += seconds * 1000;
    },
    starts: async (attempt) => {
      const found = await latest.find({ attempt, claimedAt: clock.now(), lease: clock.now(), instances: [] });
      return found.kind === 'found' ? 1 : 0;
    },
    finish: async () => undefined,
    immediate: true,
    forgets: true,
    strange: 'PR-2026-0001-9-strange',
    close: async () => undefined,
  };
});
