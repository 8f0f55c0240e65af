import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openApp } from '../../src/app.ts';
import { RgzError } from '../../src/errors/rgz-error.ts';
import { act } from '../../src/operations/act.ts';
import { audit } from '../../src/operations/audit.ts';
import { locate } from '../../src/operations/gather.ts';
import { readSettings } from '../../src/settings.ts';
import { Random } from '../adapters/yaml/random.ts';
import { AwxEmulator } from '../emulator/awx/emulator.ts';
import type { LogLine } from '../emulator/awx/launch-log.ts';
import { approveMany } from '../kit/approve-many.ts';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { ControllerProcess } from './controller-process.ts';

export interface ChaosOptions {
  seed: number;
  requests: number;
  targets: number;
  /** After so many seconds the chaos is over; what is left is carried out in peace. */
  chaosSeconds: number;
  /** How long all of it may take. */
  limitSeconds: number;
}

export interface ChaosOutcome {
  histories: ReadonlyMap<string, { state: string; history: readonly Record<string, unknown>[] }>;
  log: readonly LogLine[];
  findings: readonly string[];
  kills: number;
  /** Controllers that ended by themselves, or not in order. */
  ends: readonly { code: number | null; said: string }[];
  seconds: number;
}

const token = 'ch4os-t0ken';
const final = ['deployed', 'failed', 'unknown'];

/** Three controllers on three clones of one bare remote, an AWX that fails at random, kills and a remote that goes away. */
export async function chaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const random = new Random(options.seed);
  const awx = new AwxEmulator({
    seed: options.seed,
    users: [{ username: 'rgz', password: 'x', superuser: true, tokens: [{ token }] }],
    templates: [{ name: 'deploy', asks: { variables: true, skip_tags: true }, allow_simultaneous: true }],
    pace: { delay: 0, duration: 0.3, cancel: 0.1, events: 0.1 },
    failures: 0.1,
    faults: [
      { fault: 'lost-answer', chance: 0.05 },
      { fault: 'gateway-timeout-after', chance: 0.04 },
      { fault: 'bad-gateway', chance: 0.04 },
      { fault: 'late', chance: 0.04, seconds: 1 },
      { fault: 'unavailable', on: 'read', chance: 0.03 },
      { fault: 'migrating', on: 'any', chance: 0.02 },
      { fault: 'reaped', chance: 0.02 },
      { fault: 'ignored-fields', chance: 0.02 },
      { fault: 'sliced', chance: 0.03 },
    ],
  });
  await awx.start();
  const repository = await makeRepository({ identity: 'signed', config: configFor(awx.url) });
  const seatOf = (who: 'dora' | 'cleo') => ({ folder: repository.work, env: repository.env(who) });
  const wanted = { count: options.requests, targets: options.targets, tenant: 'tenant-finance' };
  await approveMany(seatOf('dora'), seatOf('cleo'), wanted);
  const processes = ['one', 'two', 'three'].map((name) => processIn(repository, name));
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  try {
    for (const each of processes) each.start();
    const killing = killAtRandom(repository, processes, random, () => seconds() < options.chaosSeconds);
    let over = false;
    while (seconds() < options.limitSeconds && !over) {
      await pause(500);
      over = await unlessAway(async () => {
        await settleUnknown(repository, awx.log.lines);
        return isOver(repository, options.requests);
      });
    }
    await killing;
    await Promise.all(processes.map((each) => each.stop()));
    const histories = await historiesOf(repository);
    const kills = processes.reduce((sum, each) => sum + each.kills, 0);
    const ends = processes.flatMap((each) => each.ends);
    return { histories, log: awx.log.lines, findings: await findingsOf(repository), kills, ends, seconds: seconds() };
  } finally {
    await Promise.all(processes.map((each) => each.kill()));
    await awx.close();
  }
}

function configFor(url: string): Record<string, unknown> {
  return {
    environments: { staging: {}, prod: { deployer: 'awx' } },
    order: ['staging', 'prod'],
    deployers: { awx: { type: 'awx', url, template: 'deploy', requestLimitSeconds: 3 } },
    controller: { leaseSeconds: 10, deadlineSeconds: 120 },
  };
}

function processIn(repository: Repository, name: string): ControllerProcess {
  const env = { ...repository.env('robot'), RGZ_AWX_TOKEN: token };
  runGit(repository.root, env, ['clone', '-q', join(repository.root, 'remote.git'), name]);
  return new ControllerProcess(name, join(repository.root, name), env, repository.root);
}

/** A person looks at what nobody can tell: it keeps its target occupied until then. */
async function settleUnknown(repository: Repository, log: readonly LogLine[]): Promise<void> {
  const ended = new Set(log.filter(({ event }) => event === 'finished').map(({ job }) => job));
  const running = new Set(log.filter(({ job }) => !ended.has(job)).map(({ request }) => request));
  const folder = repository.work;
  const settings = readSettings(repository.env('cleo'));
  const app = await openApp({ start: folder, from: folder, settings, version: '0', interactive: false });
  try {
    const found: string[] = [];
    for await (const batch of (await app.store.view('write')).summaries({ states: ['unknown'] }))
      found.push(...batch.map(({ id }) => id));
    for (const id of found.filter((each) => !running.has(each)))
      await act(app, id, 'found-failed', () => ({ fields: { reason: 'seen in AWX' } }));
  } finally {
    await app.git.close();
  }
}

/** Every second one of them, and now and then the remote goes away while they go on. */
async function killAtRandom(
  repository: Repository,
  processes: readonly ControllerProcess[],
  random: Random,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await pause(700 + random.below(600));
    const victim = random.pick(processes);
    await victim.kill();
    victim.start();
    if (random.below(4) === 0) await without(join(repository.root, 'remote.git'), 300 + random.below(1500));
  }
}

/** The remote is not there for a moment, in the middle of whatever is going on. */
async function without(folder: string, milliseconds: number): Promise<void> {
  renameSync(folder, `${folder}.away`);
  await pause(milliseconds);
  renameSync(`${folder}.away`, folder);
}

/** Who looks while the remote is away looks again later. */
async function unlessAway(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof RgzError && error.code.startsWith('git.')) return false;
    throw error;
  }
}

async function historiesOf(repository: Repository): Promise<ChaosOutcome['histories']> {
  const app = await openObserver(repository);
  try {
    await app.git.refresh();
    const view = await app.store.view('write');
    const found = new Map<string, { state: string; history: readonly Record<string, unknown>[] }>();
    for await (const batch of view.summaries({})) {
      for (const { id } of batch) {
        const { record, fold } = await view.load(await locate(view, id));
        found.set(id, { state: fold.state ?? '', history: record.status?.history ?? [] });
      }
    }
    return found;
  } finally {
    await app.git.close();
  }
}

async function findingsOf(repository: Repository): Promise<readonly string[]> {
  const app = await openObserver(repository);
  try {
    return (await audit(app, {})).findings.map(({ rule, message, file }) => `${rule} ${file}: ${message}`);
  } finally {
    await app.git.close();
  }
}

function openObserver(repository: Repository) {
  return openApp({
    start: repository.work,
    from: repository.work,
    settings: readSettings(repository.env('vera')),
    version: '0',
    interactive: false,
  });
}

async function isOver(repository: Repository, requests: number): Promise<boolean> {
  const app = await openObserver(repository);
  try {
    await app.git.refresh();
    let over = 0;
    for await (const batch of (await app.store.view('write')).summaries({ states: final })) over += batch.length;
    return over === requests;
  } finally {
    await app.git.close();
  }
}
