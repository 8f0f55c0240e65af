import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

const requests = Number(process.env.RGZ_CHAOS ?? 40);
const seed = Number(process.env.RGZ_SEED ?? 1);
const options = { seed, requests, targets: 10, chaosSeconds: Math.max(10, requests / 4), limitSeconds: 420 };

test(`${options.requests} requests, whatever is killed or goes away: each ends, no attempt is launched twice, no target has two`, async () => {
  const { histories, log, findings, kills, ends, seconds } = await chaos(options);
  console.log(
    `${options.requests} requests in ${Math.round(seconds)} s with ${kills} kills, ${log.filter(({ event }) => event === 'launched').length} launches`,
  );
  const states = [...histories.values()].map(({ state }) => state);
  expect(states.filter((state) => !['deployed', 'failed', 'unknown'].includes(state))).toEqual([]);
  expect(histories.size).toBe(options.requests);
  const launched = log
    .filter(({ event, launchType }) => event === 'launched' && launchType === 'manual')
    .map(({ attempt }) => attempt);
  expect(launched).toEqual([...new Set(launched)]);
  const claimed = [...histories.values()].flatMap(({ history }) =>
    history.filter(({ action }) => action === 'deploying').map(({ attempt }) => attempt),
  );
  expect(launched.filter((attempt) => !claimed.includes(attempt))).toEqual([]);
  expect(overlaps(log)).toEqual([]);
  expect(findings).toEqual([]);
  expect(ends.filter(({ code }) => code !== 0)).toEqual([]);
  expect(kills).toBeGreaterThan(0);
}, 500_000);

/** Pairs of jobs of one target of which one began before the other had ended. */
function overlaps(log: Awaited<ReturnType<typeof chaos>>['log']): string[] {
  const open = new Map<string, string>();
  const found: string[] = [];
  for (const { event, target, attempt = '', parent } of log) {
    if (target === undefined || parent !== undefined) continue;
    const other = open.get(target);
    if (event === 'launched') {
      if (other !== undefined && other !== attempt) found.push(`${attempt} while ${other} ran on ${target}`);
      open.set(target, attempt);
    }
    if (event === 'finished' && other === attempt) open.delete(target);
  }
  return found;
}
