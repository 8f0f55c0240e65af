import { redact } from '../../src/errors/redact.ts';
import { deployerContract } from '../contracts/deployer.ts';
import { FakeWorld } from './deployer.ts';

deployerContract('the fake', async () => {
  let now = Date.parse('2026-11-23T08:00:00Z');
  const world = new FakeWorld(() => now);
  return {
    open: async () => world.open(),
    now: () => new Date(now).toISOString(),
    pass: async (seconds) => {
      now += seconds * 1000;
    },
    starts: async (attempt) => world.starts(attempt).length,
    finish: async (attempt, how, output = '') => {
      const log = redact(output)
        .replaceAll(/\u001b\[\d+m/g, '')
        .slice(-8000);
      world.finish(attempt, how === 'well' ? { kind: 'succeeded' } : { kind: 'failed', error: 'exit code 1', log });
    },
    strange: 'fake/999',
    loseAnswer: () => world.launchFaults.push({ fault: 'answer-lost' }),
    loseCall: () => world.launchFaults.push({ fault: 'call-lost' }),
    delayCall: (seconds) => world.launchFaults.push({ fault: 'late', seconds }),
    down: async () => {
      world.down = 'it is down';
    },
    up: async () => {
      world.down = undefined;
    },
    close: async () => {},
  };
});
