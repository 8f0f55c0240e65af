import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Progress } from '../../../src/ports/deployer.ts';
import { writeUnder } from '../../kit/folder.ts';
import { CommandStage, until } from './command-stage.ts';

let stage: CommandStage;
beforeEach(() => {
  stage = new CommandStage();
});
afterEach(() => stage.close());

/** Runs a command to its end. */
async function run(command: readonly string[], more: Parameters<CommandStage['open']>[0] = {}): Promise<Progress> {
  const deployer = await stage.open({ command, ...more });
  const { job } = stage.claim();
  const launch = await deployer.launch(job);
  if (launch.kind !== 'started') throw new Error(JSON.stringify(launch));
  return stage.settle(deployer, launch.jobId);
}

/** The exit code may be there before the file is that keeps the output. */
const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const failed = (progress: Progress) => {
  if (progress.kind !== 'failed') throw new Error(JSON.stringify(progress));
  return { error: progress.error, log: progress.log ?? '' };
};

describe('the program', () => {
  test('gets the request in variables and as JSON, and nothing of the secrets of others', async () => {
    const { error, log } = failed(await run(['/bin/sh', '-c', 'env; pwd; cat; exit 3']));
    expect(error).toBe('/bin/sh ended with exit code 3');
    const lines = log.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'RGZ_REQUEST_ID=PR-2026-0001',
        'RGZ_ATTEMPT=PR-2026-0001-1-abc',
        'RGZ_TENANT=tenant-finance',
        'RGZ_ENVIRONMENT=prod',
        'RGZ_TARGET_TYPE=api',
        'RGZ_TARGET_NAME=payment-api',
        'RGZ_TARGET_VERSION=2.1.0',
        `STAGE=${join(stage.root, 'stage')}`,
        stage.root,
      ]),
    );
    expect(JSON.parse(lines.at(-2) ?? '')).toEqual(stage.claim().job.record);
    expect(log).not.toContain('RGZ_AWX_TOKEN');
  });

  test('gets its arguments as they are: nothing of them is evaluated', async () => {
    const strange = ['$(touch evil)', '`touch evil`', ';touch evil', '*', '', 'two\nlines', '-n', '"', "'", '\\'];
    const { log } = failed(
      await run(['/bin/sh', '-c', 'for each; do printf "<%s>" "$each"; done; exit 1', 'x', ...strange]),
    );
    expect(log).toBe(`${strange.map((each) => `<${each}>`).join('')}\n`);
    expect(readdirSync(stage.root)).not.toContain('evil');
  });

  test('is found in the PATH, and a word of the shell is no program', async () => {
    const bin = join(stage.root, 'bin');
    writeUnder(bin, 'exit', '#!/bin/sh\necho "I am a program: $1"\nexit 9\n', 0o755);
    const env = { ...stage.setup.env, PATH: `${join(stage.root, 'none')}:${bin}:${stage.setup.env.PATH}` };
    expect(failed(await run(['exit', '0'], { env }))).toEqual({
      error: 'exit ended with exit code 9',
      log: 'I am a program: 0\n',
    });
    const deployer = await stage.open({ command: ['eval', 'true'] });
    expect(await deployer.ready()).toMatchObject({ kind: 'broken', reason: 'there is no program "eval" in the PATH' });
  });

  test.each<[string, (at: string) => void, string]>([
    ['missing', () => undefined, 'there is no program'],
    ['not executable', (at) => writeFileSync(at, '#!/bin/sh\n'), 'is there and cannot be executed'],
    ['a folder', (at) => mkdirSync(at), 'there is no program'],
  ])('that is %s is refused for good, before anything is started', async (_what, make, words) => {
    make(join(stage.root, 'deploy'));
    const deployer = await stage.open({ command: ['./deploy'] });
    expect(await deployer.ready()).toMatchObject({ kind: 'broken', reason: expect.stringContaining(words) });
    const { job, attempt } = stage.claim();
    const launch = await deployer.launch(job);
    expect(launch).toMatchObject({ kind: 'refused', retry: false, error: expect.stringContaining(words) });
    expect(await deployer.find(attempt)).toEqual({ kind: 'absent' });
  });

  test('whose interpreter is missing fails, and says why', async () => {
    writeUnder(stage.root, 'odd', '#!/no/such/interpreter\n', 0o755);
    expect(failed(await run(['./odd'])).error).toContain('exit code 127: the program, or what it is written for');
  });

  test.each([
    ['exit 1', 'exit code 1'],
    ['kill -SEGV $$', 'exit code 139 (SIGSEGV)'],
    ['kill -KILL $$', 'exit code 137 (SIGKILL)'],
  ])('that does %s fails with %s', async (script, words) => {
    expect(failed(await run(['/bin/sh', '-c', script])).error).toBe(`/bin/sh ended with ${words}`);
  });

  test('is in a session of its own and ends on its own terms', async () => {
    const script = 'read -r _ _ _ _ group session _ </proc/self/stat; echo "$group $session"; exit 1';
    const [group, session] = failed(await run(['/bin/sh', '-c', script]))
      .log.trim()
      .split(' ');
    expect(group).toBe(session);
    expect(Number(group)).toBe(stage.pidOf('PR-2026-0001-1-abc'));
  });

  test('is over when it is over, whatever it left behind', async () => {
    expect(await run(['/bin/sh', '-c', 'sleep 600 & exit 0'])).toEqual({ kind: 'succeeded' });
    const deployer = await stage.open({ command: ['/bin/sh', '-c', 'echo bad; sleep 600 & exit 1'] });
    await deployer.launch(stage.claim('PR-2026-0001-2-abc').job);
    const said = join(stage.state, 'PR-2026-0001-2-abc', 'log.2');
    await until(() => existsSync(join(stage.state, 'PR-2026-0001-2-abc', 'exit')) && sizeOf(said) > 0);
    expect(await deployer.poll('PR-2026-0001-2-abc', stage.owner('PR-2026-0001-2-abc'))).toEqual({ kind: 'running' });
    await stage.pass(2);
    expect(failed(await deployer.poll('PR-2026-0001-2-abc', stage.owner('PR-2026-0001-2-abc'))).log).toBe('bad\n');
  });
});

describe('the output', () => {
  test('of any size takes little room, and its end is kept', async () => {
    const script =
      'head -c 40000000 /dev/zero | tr "\\0" "x"; i=0; while [ $i -lt 2000 ]; do echo "line $i"; i=$((i+1)); done; exit 1';
    const { log } = failed(await run(['/bin/sh', '-c', script]));
    expect(Buffer.byteLength(log)).toBeLessThanOrEqual(8192);
    expect(log.endsWith('line 1998\nline 1999\n')).toBe(true);
    expect(log.startsWith('line ')).toBe(true);
    const folder = join(stage.state, 'PR-2026-0001-1-abc');
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThan(1_000_000);
  });

  test('of nothing is nothing', async () => {
    expect(failed(await run(['/bin/sh', '-c', 'exit 1'])).log).toBe('');
  });

  test('of both kinds is kept in its order', async () => {
    expect(failed(await run(['/bin/sh', '-c', 'echo one; echo two >&2; echo three; exit 1'])).log).toBe(
      'one\ntwo\nthree\n',
    );
  });

  test('that is no text, or one endless line, can be shown', async () => {
    const { log } = failed(await run(['/bin/sh', '-c', 'head -c 200000 /dev/urandom; exit 1']));
    expect(Buffer.byteLength(log)).toBeLessThanOrEqual(8192);
    expect(log.isWellFormed()).toBe(true);
    const line = failed(
      await run2(['/bin/sh', '-c', 'i=0; while [ $i -lt 4000 ]; do printf "é%s" $i; i=$((i+1)); done; exit 1']),
    ).log;
    expect(line.endsWith('é3999')).toBe(true);
    expect(line).not.toContain('\ufffd');
  });

  test('holds no secret: by its value, by its looks, in pieces or coloured', async () => {
    const says = [
      'value hunter2-hunter2',
      'hunt\\033[1mer2-hunter2',
      'password=abcdefgh12345',
      '-----BEGIN OPENSSH PRIVATE KEY-----\\nAAAA\\n-----END OPENSSH PRIVATE KEY-----',
    ];
    const { log } = failed(await run(['/bin/sh', '-c', `printf '${says.join('\\n')}\\nbye\\n'; exit 1`]));
    expect(log).toContain('bye');
    for (const secret of ['hunter2', 'abcdefgh12345', 'AAAA']) expect(log).not.toContain(secret);
  });

  test('that nobody can keep does not stop the program', async () => {
    const folder = join(stage.state, 'PR-2026-0001-1-abc');
    const deployer = await stage.open({
      command: ['/bin/sh', '-c', 'read -r _ <"$STAGE/go"; head -c 3000000 /dev/zero; exit 0'],
    });
    const go = join(stage.root, 'stage', 'go');
    execFileSync('mkfifo', [go]);
    await deployer.launch(stage.claim().job);
    for (const piece of ['log.0', 'log.1']) mkdirSync(join(folder, piece, 'in the way'), { recursive: true });
    await appendFile(go, 'go\n');
    expect(await stage.settle(deployer, 'PR-2026-0001-1-abc')).toEqual({ kind: 'succeeded' });
  });

  async function run2(command: readonly string[]): Promise<Progress> {
    const deployer = await stage.open({ command });
    const { job } = stage.claim('PR-2026-0001-2-abc');
    await deployer.launch(job);
    return stage.settle(deployer, job.attempt);
  }
});

describe('cancelling', () => {
  const attempt = 'PR-2026-0001-1-abc';

  async function launched(script: string) {
    const deployer = await stage.open({ command: ['/bin/sh', '-c', script] });
    await deployer.launch(stage.claim().job);
    await until(() => existsSync(join(stage.root, 'stage', 'up')));
    return deployer;
  }

  test('asks everything that the program started, and the program may say how it ended', async () => {
    const deployer = await launched(
      'trap "echo told; exit 7" TERM; (trap "echo child told; exit" TERM; echo >"$STAGE/up"; while :; do sleep 0.01; done) & wait',
    );
    expect(await deployer.cancel(attempt, stage.owner(attempt))).toEqual({ kind: 'cancelling' });
    const { error, log } = failed(await stage.settle(deployer, attempt));
    expect(error).toBe('it was cancelled, and /bin/sh ended with exit code 7');
    expect(log).toContain('told\n');
  });

  test('ends what does not listen once the grace is over, by who asks next', async () => {
    const deployer = await launched('trap "" TERM; echo deaf; echo >"$STAGE/up"; while :; do sleep 0.01; done');
    expect(await deployer.cancel(attempt, stage.owner(attempt))).toEqual({ kind: 'cancelling' });
    expect(await deployer.poll(attempt, stage.owner(attempt))).toEqual({ kind: 'running' });
    await stage.pass(9);
    expect(await deployer.cancel(attempt, stage.owner(attempt))).toEqual({ kind: 'cancelling' });
    expect(await deployer.poll(attempt, stage.owner(attempt))).toEqual({ kind: 'running' });
    await stage.pass(1);
    const after = await stage.open();
    expect(await stage.settle(after, attempt)).toMatchObject({
      kind: 'failed',
      error: 'it was cancelled, did not end by itself and was killed',
      log: 'deaf\n',
    });
    expect(await after.cancel(attempt, stage.owner(attempt))).toEqual({ kind: 'over' });
  });

  test('what ends well in spite of it has succeeded', async () => {
    const deployer = await launched('trap "exit 0" TERM; echo >"$STAGE/up"; while :; do sleep 0.01; done');
    await deployer.cancel(attempt, stage.owner(attempt));
    expect(await stage.settle(deployer, attempt)).toEqual({ kind: 'succeeded' });
  });
});

describe('the folder of jobs', () => {
  test('loses what was over thirty days ago, and nothing else', async () => {
    const deployer = await stage.open({ command: ['/bin/sh', '-c', 'exit 0'] });
    for (const name of ['old', 'young']) {
      await deployer.launch(stage.claim(`PR-2026-0001-1-${name}`).job);
      await stage.settle(deployer, `PR-2026-0001-1-${name}`);
    }
    const running = await stage.open();
    await running.launch(stage.claim('PR-2026-0001-1-running').job);
    mkdirSync(join(stage.state, 'new.left-by-a-crash'));
    const age = (name: string, days: number) => {
      const at = Date.parse(stage.now()) / 1000 - days * 86_400;
      utimesSync(join(stage.state, name), at, at);
    };
    for (const name of ['old', 'running']) age(`PR-2026-0001-1-${name}`, 31);
    age('PR-2026-0001-1-young', 29);
    age('new.left-by-a-crash', 2);
    await stage.open();
    expect(readdirSync(stage.state).sort()).toEqual(['PR-2026-0001-1-running', 'PR-2026-0001-1-young', 'since']);
  });

  test('is for its owner only', async () => {
    const deployer = await stage.open({ command: ['/bin/true'] });
    await deployer.launch(stage.claim().job);
    expect(statSync(stage.state).mode & 0o777).toBe(0o700);
    expect(statSync(join(stage.state, 'PR-2026-0001-1-abc')).mode & 0o777).toBe(0o700);
  });

  test('that cannot be written is told before and at the launch, and nothing is started', async () => {
    const state = join(writeUnder(stage.root, 'a-file', ''), 'jobs');
    const deployer = await stage.open({ state });
    expect(await deployer.ready()).toMatchObject({ kind: 'broken', remedy: expect.stringContaining(state) });
    const { job, attempt } = stage.claim();
    expect(await deployer.launch(job)).toMatchObject({
      kind: 'refused',
      retry: true,
      error: expect.stringContaining(state),
    });
    expect(await deployer.find(attempt)).toMatchObject({ kind: 'unsure' });
    expect(await stage.starts(job.attempt)).toBe(0);
  });
});
