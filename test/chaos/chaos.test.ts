import { expect, test } from 'vitest';
import { type ChaosOutcome, chaos } from './chaos.ts';

const requests = Number(process.env.RGZ_CHAOS ?? 40);
const seed = Number(process.env.RGZ_SEED ?? 1);
const options = { seed, requests, targets: 10, chaosSeconds: Math.max(10, requests / 4), limitSeconds: 420 };

test(`${options.requests} requests, whatever is killed or goes away: each ends, no attempt is launched twice, no target has two`, async () => {
  const outcome = await chaos(options);
  const { histories, log, findings, kills, ends, seconds } = outcome;
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
  expect(overlaps(log).map((found) => told(found, outcome))).toEqual([]);
  expect(findings).toEqual([]);
  expect(ends.filter((end) => end.code !== 0 && !wasEarly(end))).toEqual([]);
  expect(kills).toBeGreaterThan(0);
}, 500_000);

/** Asked to stop while the remote was away, before it had read anything. */
function wasEarly({ code, said }: ChaosOutcome['ends'][number]): boolean {
  return code === 130 && said.includes('stopped before the repository could be read [interrupted]');
}

/** What both did, for whoever has to find out why. */
function told({ target, requests }: Overlap, { histories, log }: ChaosOutcome) {
  const ofBoth = <T extends { request?: string | undefined }>({ request = '' }: T) => requests.includes(request);
  return {
    target,
    log: log.filter(ofBoth),
    histories: requests.map((id) => [id, histories.get(id)?.history]),
  };
}

interface Overlap {
  target: string;
  requests: readonly string[];
}

/** Pairs of jobs of one target of which one began before the other had ended. */
function overlaps(log: ChaosOutcome['log']): Overlap[] {
  const open = new Map<string, ChaosOutcome['log'][number]>();
  const found: Overlap[] = [];
  for (const line of log) {
    const { event, target, job, attempt, request = '', parent } = line;
    if (target === undefined || parent !== undefined) continue;
    const other = open.get(target);
    if (event === 'launched') {
      if (other !== undefined && other.attempt !== attempt)
        found.push({ target, requests: [...new Set([other.request ?? '', request])] });
      open.set(target, line);
    }
    if (event === 'finished' && other?.job === job) open.delete(target);
  }
  return found;
}
