import { LocalTexts } from '../../../src/adapters/controller-state/local-texts.ts';
import { loadLooks } from '../../../src/adapters/skeleton/index.ts';
import { openApp } from '../../../src/app.ts';
import { Controller } from '../../../src/controller/controller.ts';
import type { ControllerDeps } from '../../../src/controller/controller-deps.ts';
import { Nudges } from '../../../src/controller/nudges.ts';
import { Outbox } from '../../../src/controller/outbox/outbox.ts';
import { RemoteNews } from '../../../src/controller/remote-news.ts';
import { runController } from '../../../src/controller/run-controller.ts';
import { channelsFor, nameOf } from '../../../src/controller-app.ts';
import type { Admitted } from '../../../src/ports/controller-state.ts';
import { readSettings } from '../../../src/settings.ts';
import { FakeWorld } from '../../fakes/deployer.ts';
import type { Seat } from '../../kit/approve-many.ts';
import { median } from './median.ts';

/** A controller in this process, with a deployer whose jobs are done as soon as they are launched. */
async function open({ folder, env }: Seat, recall: Admitted | undefined) {
  const app = await openApp({
    start: folder,
    from: folder,
    settings: readSettings(env),
    version: '0',
    interactive: false,
  });
  const world = new FakeWorld(Date.now);
  world.outcome = { after: 0, ends: { kind: 'succeeded' } };
  let wake: (() => void) | undefined;
  let called = false;
  const deps: ControllerDeps = {
    ...app,
    openDeployer: async () => world.open(),
    openChannel: channelsFor(readSettings(env), () => undefined),
    openCodes: () => Promise.reject(new Error('nobody is given a code here')),
    looks: loadLooks,
    nameOf,
    journal: () => undefined,
    state: {
      instance: 'bench',
      recall: () => recall,
      remember: () => undefined,
      places: new LocalTexts(
        () => undefined,
        () => undefined,
      ),
      beat: () => true,
      lock: async () => true,
      unlock: () => undefined,
    },
    waker: {
      stopping: false,
      wait: (milliseconds) =>
        new Promise((resolve) => {
          const done = () => {
            clearTimeout(timer);
            wake = undefined;
            called = false;
            resolve('time');
          };
          const timer = setTimeout(done, called ? 0 : milliseconds);
          wake = done;
        }),
      call: () => {
        called = true;
        wake?.();
      },
      close: async () => undefined,
    },
  };
  const self = { controller: 'bench', instance: 'bench', startedAt: Date.now(), shard: undefined, claims: 32 };
  return { deps, controller: new Controller(deps, self) };
}

/** Carries out everything that is due, and tells how many commits that took and how long. */
export async function carryOut(seat: Seat): Promise<{ transitions: number; milliseconds: number }> {
  const { deps, controller } = await open(seat, undefined);
  await controller.look(() => undefined);
  const began = performance.now();
  const { written } = await runController(deps, controller, new RemoteNews(deps, 10_000), new Outbox(deps, 'bench'), {
    until: 'idle',
  });
  const milliseconds = performance.now() - began;
  await controller.close();
  await deps.git.close();
  return { transitions: written, milliseconds };
}

/** How long passes take that find nothing to do, and what the process holds after them. The trail counts as verified. */
export async function idlePasses(seat: Seat): Promise<{ passes: readonly number[]; megabytes: number }> {
  const { deps, controller } = await openTrusting(seat);
  await controller.pass(true);
  await controller.calls.settled();
  const passes: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const began = performance.now();
    await controller.pass(true);
    passes.push(performance.now() - began);
  }
  const megabytes = process.memoryUsage.rss() / 2 ** 20;
  await controller.close();
  await deps.git.close();
  return { passes, megabytes };
}

/** How long it takes to look for what stands still and find nothing, the first time and every other; and a pass beside. */
export async function nudgeLooks(seat: Seat): Promise<{ first: number; again: number; idle: number }> {
  const { deps, controller } = await openTrusting(seat);
  let ahead = 0;
  const nudges = new Nudges({ ...deps, clock: { ...deps.clock, milliseconds: () => Date.now() + ahead } });
  const pass = await controller.pass(true);
  const looks: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const began = performance.now();
    if ((await nudges.visit(pass)) !== undefined) throw new Error('something stands still');
    looks.push(performance.now() - began);
    ahead += 600_000;
  }
  const passes: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const began = performance.now();
    await controller.pass(true);
    passes.push(performance.now() - began);
  }
  await controller.close();
  await deps.git.close();
  const [first = 0, ...others] = looks;
  return { first, again: median(others), idle: median(passes) };
}

/** A controller to which the trail up to now counts as verified. */
async function openTrusting(seat: Seat) {
  const { folder, env } = seat;
  const app = await openApp({
    start: folder,
    from: folder,
    settings: readSettings(env),
    version: '0',
    interactive: false,
  });
  const tip = await app.git.tipCommit('write');
  await app.git.close();
  return open(seat, { tip: tip ?? '', quarantined: [], lineHeld: undefined });
}
