import { expect, test } from 'vitest';
import { Random } from '../adapters/yaml/random.ts';
import { FakeWorld, type LaunchFault } from '../fakes/deployer.ts';
import { Branch, Process } from './simulation.ts';

const runs = Number(process.env.RGZ_SIMULATIONS ?? 20);
const first = Number(process.env.RGZ_SEED ?? 1);

/** Three controllers whose clocks differ, with crashes, outages, lost and late calls; then peace, until all is over. */
async function simulate(seed: number): Promise<{ world: FakeWorld; branch: Branch; peace: number }> {
  const random = new Random(seed);
  let now = Date.parse('2026-11-23T08:00:00Z');
  const world = new FakeWorld(() => now);
  const branch = new Branch(12, 4);
  const processes = ['one', 'two', 'three'].map((name) => {
    const skew = (random.below(41) - 20) * 1000;
    return new Process(name, branch, world, () => now + skew, random);
  });
  const fault = (): LaunchFault =>
    random.pick<LaunchFault>([
      { fault: 'answer-lost' },
      { fault: 'call-lost' },
      { fault: 'late', seconds: 1 + random.below(124) },
      { fault: 'refused', error: 'busy', retry: true },
      { fault: 'refused', error: 'no such template', retry: false },
    ]);
  for (let step = 0; step < 400; step += 1) {
    const one = random.pick(processes);
    world.outcome = {
      after: random.below(400),
      ends: random.pick([{ kind: 'succeeded' }, { kind: 'failed', error: 'exit code 1' }]),
    };
    const dice = random.below(100);
    if (dice < 45) await one.pass();
    else if (dice < 60) await one.deliver();
    else if (dice < 70) one.refresh();
    else if (dice < 88) now += random.below(30_000);
    else if (dice < 90) now += random.below(400_000);
    else if (dice < 94) one.crash();
    else if (dice < 97) world.launchFaults.push(fault());
    else world.down = world.down === undefined ? 'it is down' : undefined;
  }
  world.down = undefined;
  world.launchFaults.length = 0;
  let peace = 0;
  for (; peace < 4000; peace += 1) {
    const wakes: number[] = [];
    for (const each of processes) {
      each.refresh();
      wakes.push((await each.pass()) ?? Number.POSITIVE_INFINITY);
      await each.deliverAll();
    }
    if (isOver(branch)) break;
    now = Math.max(now + 500, Math.min(...wakes, now + 60_000));
  }
  return { world, branch, peace };
}

function isOver({ records }: Branch): boolean {
  return [...records.values()].every(({ status }) => ['deployed', 'failed', 'unknown'].includes(status?.state ?? ''));
}

test.each(Array.from({ length: runs }, (_, at) => first + at))(
  'seed %i: whatever goes wrong, one launch an attempt',
  async (seed) => {
    const { world, branch } = await simulate(seed);
    const attempts = world.jobs.map(({ job }) => job.attempt);
    expect(attempts).toEqual([...new Set(attempts)]);
    expect([...branch.records.values()].map(({ status }) => status?.state)).not.toContain('approved');
    expect(isOver(branch)).toBe(true);
    for (const one of world.jobs) {
      const overlapping = world.jobs.filter(
        (other) =>
          other !== one &&
          other.job.target.name === one.job.target.name &&
          other.startedAt < (one.endsAt ?? Number.POSITIVE_INFINITY) &&
          one.startedAt < (other.endsAt ?? Number.POSITIVE_INFINITY),
      );
      expect(overlapping.map(({ job }) => job.attempt)).toEqual([]);
    }
    for (const { status } of branch.records.values()) {
      const started = status?.history.filter(({ action }) => action === 'launched').map(({ attempt }) => attempt) ?? [];
      expect(started).toEqual([...new Set(started)]);
    }
  },
);
