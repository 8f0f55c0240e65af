import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandDeployer } from '../../../src/adapters/deployers/command/index.ts';
import { type JobFiles, jobFiles } from '../../../src/adapters/deployers/command/job-files.ts';
import type { Found, Launch } from '../../../src/ports/deployer.ts';
import { CommandStage, until } from './command-stage.ts';

let stage: CommandStage;
beforeEach(() => {
  stage = new CommandStage();
});
afterEach(() => stage.close());

const id = 'PR-2026-0001-1-abc';

/** A process that stands still, and may go on later. */
class Sleep {
  deep = false;
  wake: () => void = () => undefined;

  fall(): Promise<void> {
    this.deep = true;
    return new Promise((settle) => {
      this.wake = settle;
    });
  }
}

type Around = (step: () => Promise<unknown>) => Promise<unknown>;

/** The steps on files, with something that happens around the one of a number. */
function interrupted(at: number, around: Around): { files: JobFiles; count: () => number } {
  let count = 0;
  const wrapped = Object.entries(jobFiles).map(([name, step]) => [
    name,
    (...args: unknown[]) => {
      const go = () => Reflect.apply(step, undefined, args) as Promise<unknown>;
      return name !== 'remove' && count++ === at ? around(go) : go();
    },
  ]);
  return { files: Object.fromEntries(wrapped) as JobFiles, count: () => count };
}

/** How many steps on files an undisturbed launch takes. */
async function stepsOfLaunch(): Promise<number> {
  const { files, count } = interrupted(Number.POSITIVE_INFINITY, (go) => go());
  const other = new CommandStage();
  const deployer = await other.open({ files });
  const before = count();
  await deployer.launch(other.claim().job);
  await other.close();
  return count() - before;
}

const steps = await stepsOfLaunch();
const eachStep = Array.from({ length: steps }, (_, step) => step);

/** A launch in which something happens around one of its steps. */
async function launchWith(around: Around, at: number) {
  await stage.open();
  const deployer = commandDeployer({ ...stage.setup, files: interrupted(at, around).files });
  return { deployer, launch: deployer.launch(stage.claim().job) };
}

describe('a controller that dies in the middle of a launch', () => {
  test.each(
    eachStep.flatMap((step) => [
      { step, when: 'before' },
      { step, when: 'after' },
    ]),
  )('$when step $step: what was started is found, and what was not is started once', async ({ step, when }) => {
    const sleep = new Sleep();
    const { launch } = await launchWith(async (go) => {
      if (when === 'before') await sleep.fall();
      const [done] = await Promise.allSettled([go()]);
      if (when === 'after') await sleep.fall();
      if (done.status === 'rejected') throw done.reason;
      return done.value;
    }, step);
    await until(() => sleep.deep);

    const next = await stage.open();
    const found = await next.find(stage.claim().attempt);
    expect(['absent', 'found']).toContain(found.kind);
    expect(found.kind === 'found').toBe(stage.wasStarted(id));
    if (found.kind === 'absent') expect(await next.launch(stage.claim().job)).toMatchObject({ kind: 'started' });
    expect(await stage.starts(id)).toBe(1);

    // A process that only slept wakes up too late: it starts nothing more.
    sleep.wake();
    const late = await launch;
    if (late.kind === 'started') expect(late.jobId).toBe(id);
    await stage.finish(id, 'well');
    expect(await stage.settle(next, id)).toEqual({ kind: 'succeeded' });
    expect(await stage.starts(id)).toBe(1);
  });

  test('and is never asked again leaves nothing that could start', async () => {
    const sleep = new Sleep();
    const { launch } = await launchWith(async (go) => {
      await sleep.fall();
      return go();
    }, 0);
    await until(() => sleep.deep);
    expect(await (await stage.open()).find(stage.claim().attempt)).toEqual({ kind: 'absent' });
    sleep.wake();
    expect((await launch).kind).not.toBe('started');
    expect(stage.wasStarted(id)).toBe(false);
  });
});

describe('a step that fails', () => {
  test.each(eachStep)('step %i, for want of room: nothing is started that is not told', async (step) => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const { deployer, launch } = await launchWith(() => Promise.reject(full), step);
    const answer = await launch;
    if (answer.kind === 'refused') {
      expect(answer).toMatchObject({ retry: true, error: expect.stringContaining('no space left') });
      expect(stage.wasStarted(id)).toBe(false);
      const again = await deployer.launch(stage.claim().job);
      expect(['started', 'unsure']).toContain(again.kind);
      if (again.kind === 'unsure') {
        expect(await deployer.find(stage.claim().attempt)).toEqual({ kind: 'absent' });
        expect(await deployer.launch(stage.claim().job)).toMatchObject({ kind: 'started' });
      }
    } else {
      expect(answer).toMatchObject({ kind: 'unsure', reason: expect.stringContaining('no space left') });
      expect(await deployer.find(stage.claim().attempt)).toMatchObject({ kind: 'found' });
    }
    expect(await stage.starts(id)).toBe(1);
    expect(readdirSync(stage.state).sort()).toEqual([id, 'since']);
  });
});

describe('a controller that is killed', () => {
  test('leaves its job alone, and the next one learns how it ended', async () => {
    await stage.open();
    const program = join(stage.root, 'launch.mjs');
    const entry = fileURLToPath(new URL('./launch-and-hold.ts', import.meta.url));
    await build({ entryPoints: [entry], outfile: program, bundle: true, format: 'esm', platform: 'node' });
    const { command, state, cwd, env, withheld, instance } = stage.setup;
    const setup = { command, state, cwd, env, withheld, instance, now: stage.now() };
    const controller = spawn(process.execPath, [program, JSON.stringify({ job: stage.claim().job, setup })], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(controller.stdout, 'data')) as [Buffer];
    expect(JSON.parse(said.toString())).toEqual({ kind: 'started', jobId: id });
    process.kill(-(controller.pid ?? 0), 'SIGKILL');
    await once(controller, 'close');

    const next = await stage.open();
    expect(await next.find(stage.claim().attempt)).toEqual({ kind: 'found', jobId: id });
    expect(await next.poll(id, stage.owner(id))).toEqual({ kind: 'running' });
    await stage.finish(id, 'badly', 'the end\n');
    expect(await stage.settle(next, id)).toMatchObject({ kind: 'failed', log: 'the end\n' });
    expect(await stage.starts(id)).toBe(1);
  });
});

describe('a supervisor that is killed', () => {
  async function launched() {
    const deployer = await stage.open();
    await deployer.launch(stage.claim().job);
    expect(await stage.starts(id)).toBe(1);
    return deployer;
  }

  /** The processes of the job's group, as `ps` tells them. */
  async function membersOf(group: number): Promise<{ pid: number; args: string }[]> {
    const ps = spawn('ps', ['-eo', 'pid=,pgid=,args=']);
    const said: Buffer[] = [];
    ps.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    await once(ps, 'close');
    const rows = Buffer.concat(said).toString().split('\n');
    return rows.flatMap((row) => {
      const [, pid, of, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
      return Number(of) === group ? [{ pid: Number(pid), args }] : [];
    });
  }

  test('with all of its job: nobody knows what became of it', async () => {
    const deployer = await launched();
    process.kill(-stage.pidOf(id), 'SIGKILL');
    expect(await stage.settle(deployer, id)).toMatchObject({
      kind: 'unknown',
      reason: 'its supervisor is gone, and it left no exit code',
    });
    expect(await deployer.find(stage.claim().attempt)).toEqual({ kind: 'found', jobId: id });
    expect(await deployer.cancel(id, stage.owner(id))).toEqual({ kind: 'over' });
  });

  test('alone: the job goes on, and how it ends is told', async () => {
    const deployer = await launched();
    process.kill(stage.pidOf(id), 'SIGKILL');
    await stage.finish(id, 'well');
    expect(await stage.settle(deployer, id)).toEqual({ kind: 'succeeded' });
  });

  test('with all but the program: it is waited for, and nobody knows', async () => {
    const deployer = await launched();
    for (const { pid, args } of await membersOf(stage.pidOf(id)))
      if (!args.includes('patient.sh') || args.includes('rgz-job')) process.kill(pid, 'SIGKILL');
    expect(await deployer.poll(id, stage.owner(id))).toEqual({ kind: 'running' });
    await stage.finish(id, 'well');
    expect(await stage.settle(deployer, id)).toMatchObject({ kind: 'unknown' });
  });

  test('and whose number went to another process is gone', async () => {
    const deployer = await launched();
    const file = join(stage.state, id, 'start.0');
    const [, boot, birth = ''] = readFileSync(file, 'utf8').split('\n');
    const sleeper = spawn('sleep', ['600'], { detached: true });
    rmSync(file);
    writeFileSync(file, `${sleeper.pid}\n${boot}\n${birth}\n`);
    expect(await deployer.poll(id, stage.owner(id))).toMatchObject({ kind: 'unknown' });
    expect(await deployer.cancel(id, stage.owner(id))).toEqual({ kind: 'over' });
    expect(sleeper.kill(0)).toBe(true);
    sleeper.kill('SIGKILL');
    await stage.finish(id, 'well');
  });
});

describe('a machine that was started anew', () => {
  const reboot = (name: string) => {
    const file = join(stage.state, id, name);
    const text = readFileSync(file, 'utf8').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, 'another-start');
    rmSync(file);
    writeFileSync(file, text);
  };

  test('took its jobs with it', async () => {
    const deployer = await stage.open();
    await deployer.launch(stage.claim().job);
    reboot('start.0');
    expect(await deployer.poll(id, stage.owner(id))).toMatchObject({
      kind: 'unknown',
      reason: 'the machine was started anew, and it left no exit code',
    });
    await stage.finish(id, 'well');
  });

  test('may have forgotten that a job was started', async () => {
    const deployer = await stage.open();
    await deployer.launch(stage.claim().job);
    await stage.finish(id, 'well');
    await stage.settle(deployer, id);
    rmSync(join(stage.state, id, 'start.0'));
    reboot('turn.0');
    for (let look = 0; look < 2; look += 1) {
      const found = await deployer.find(stage.claim().attempt);
      expect(found).toMatchObject({ kind: 'lost', reason: expect.stringContaining('the machine was started anew') });
    }
    expect(await deployer.launch(stage.claim().job)).toMatchObject({ kind: 'unsure' });
  });
});

describe('an attempt without a trace', () => {
  test.each<[string, readonly string[]]>([
    ['was held in another clone', ['clone-b']],
    ['was taken over from another clone', ['clone-b', 'clone-a']],
    ['was held nobody knows where', []],
  ])('that %s cannot be told here', async (_what, instances) => {
    const deployer = await stage.open();
    const { attempt } = stage.claim();
    for (let look = 0; look < 2; look += 1)
      expect(await deployer.find({ ...attempt, instances })).toMatchObject({ kind: 'lost' });
    expect(await deployer.poll(id, { attempt: id, instances })).toMatchObject({ kind: 'elsewhere' });
    expect(await deployer.cancel(id, { attempt: id, instances })).toEqual({ kind: 'over' });
  });

  test('whose folder was deleted cannot be told here', async () => {
    const deployer = await stage.open();
    const { job, attempt } = stage.claim();
    await deployer.launch(job);
    await stage.finish(id, 'well');
    await stage.settle(deployer, id);
    await stage.pass(1);
    rmSync(stage.state, { recursive: true });
    for (const each of [deployer, await stage.open()])
      expect(await each.find(attempt)).toMatchObject({ kind: 'lost', reason: expect.stringContaining('was deleted') });
  });

  test('that is older than what is kept cannot be told here', async () => {
    const deployer = await stage.open();
    const { attempt } = stage.claim();
    await stage.pass(31 * 86_400);
    expect(await deployer.find(attempt)).toMatchObject({ kind: 'lost' });
  });
});

describe('many at once', () => {
  test('start it once, and only one of them says so', async () => {
    const deployers = await Promise.all(Array.from({ length: 8 }, () => stage.open()));
    const launches = await Promise.all(deployers.map((deployer) => deployer.launch(stage.claim().job)));
    const kinds = launches.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['started', ...Array.from({ length: 7 }, () => 'unsure')]);
    expect(await stage.starts(id)).toBe(1);
    await stage.finish(id, 'well');
  });

  test('that launch and look at the same time never disagree', async () => {
    const [one, two, three] = await Promise.all([stage.open(), stage.open(), stage.open()]);
    for (let round = 0; round < 40; round += 1) {
      const { job, attempt } = stage.claim(`PR-2026-0001-1-r${round}`);
      const yields = async (times: number) => {
        for (let at = 0; at < times; at += 1) await new Promise((settle) => setImmediate(settle));
      };
      const answers: [Launch, Found, Found] = await Promise.all([
        one.launch(job),
        yields(round % 10).then(() => two.find(attempt)),
        yields(round).then(() => three.find(attempt)),
      ]);
      const [launch, ...finds] = answers;
      const wasStarted = stage.wasStarted(attempt.attempt);
      expect(launch.kind === 'started').toBe(wasStarted);
      for (const { kind } of finds) expect(kind).toBe(wasStarted ? 'found' : 'absent');
      if (wasStarted) {
        expect(await stage.starts(attempt.attempt)).toBe(1);
        await stage.finish(attempt.attempt, 'well');
      } else expect(existsSync(join(stage.root, 'stage', `${attempt.attempt}.starts`))).toBe(false);
    }
  });
});
