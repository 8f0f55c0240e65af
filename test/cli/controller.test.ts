import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { program } from '../kit/run-rgz.ts';

const script = `
  let text = '';
  process.stdin.on('data', (chunk) => { text += chunk; });
  process.stdin.on('end', () => {
    const { metadata, status } = JSON.parse(text);
    const { RGZ_REQUEST_ID, RGZ_ATTEMPT, RGZ_TENANT, RGZ_ENVIRONMENT, RGZ_TARGET_TYPE, RGZ_TARGET_NAME, RGZ_TARGET_VERSION } = process.env;
    console.log([RGZ_REQUEST_ID, RGZ_ATTEMPT.startsWith(metadata.id), RGZ_TENANT, RGZ_ENVIRONMENT, RGZ_TARGET_TYPE, RGZ_TARGET_NAME, RGZ_TARGET_VERSION, status.state].join(' '));
    process.exit(RGZ_TARGET_NAME === 'bad-api' ? 3 : 0);
  });
`;
const command = (...words: string[]) => ({
  environments: { staging: {}, prod: { deployer: 'local' } },
  order: ['staging', 'prod'],
  deployers: { local: { type: 'command', command: words } },
});
const node = command(process.execPath, '-e', script);

async function approved(repository: Repository, target?: string): Promise<string> {
  const id = await repository.request('dora', target === undefined ? {} : { target });
  (await repository.rgz('cleo', 'approve', id)).orThrow();
  return id;
}

const statusOf = async (repository: Repository, id: string) =>
  (
    (await repository.rgz('vera', 'request', 'show', id, '--json')).json as {
      status: { state: string; history: Record<string, unknown>[] };
    }
  ).status;

test('approved requests are deployed or fail by the exit code of the command, and the trail holds', async () => {
  const repository = await makeRepository({ identity: 'signed', config: node });
  const [good, bad] = [await approved(repository), await approved(repository, 'api/bad-api@1.0.0')];
  const plan = (await repository.rgz('robot', 'controller', 'run', '--plan', '--json')).orThrow().json;
  expect(plan).toMatchObject({
    actions: [
      { id: good, does: 'deploying' },
      { id: bad, does: 'deploying' },
    ],
    held: [],
  });
  expect((await statusOf(repository, good)).state).toBe('approved');
  const ran = (
    await repository.rgz('robot', 'controller', 'run', '--until-idle', '--timeout', '50', '--json')
  ).orThrow();
  expect(ran.json).toMatchObject({ written: 6, underWay: [], held: [] });
  const deployed = await statusOf(repository, good);
  expect(deployed.state).toBe('deployed');
  expect(deployed.history.map(({ action }) => action)).toEqual([
    'created',
    'approved',
    'deploying',
    'launched',
    'deployed',
  ]);
  expect(deployed.history[2]).toMatchObject({
    by: 'controller@example.com',
    attempt: expect.any(String),
    controller: expect.any(String),
  });
  const failed = await statusOf(repository, bad);
  expect(failed.state).toBe('failed');
  expect(failed.history.at(-1)).toMatchObject({
    error: expect.stringContaining('3'),
    log: expect.stringContaining(`${bad} true tenant-finance prod api bad-api 1.0.0 deploying`),
  });
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  expect(repository.git('status', '--porcelain')).toBe('');
});

test('--plan looks at what the remote has now, as a pass does', async () => {
  const repository = await makeRepository({ config: node });
  const cwd = join(repository.root, 'elsewhere');
  repository.git('clone', '-q', repository.remote ?? '', cwd);
  const id = await approved(repository);
  const plan = async () => repository.run('robot', ['controller', 'run', '--plan', '--json'], { cwd });
  expect((await plan()).orThrow().json).toMatchObject({ actions: [{ id, does: 'deploying' }] });
  renameSync(repository.remote ?? '', join(repository.root, 'gone.git'));
  expect((await plan()).error.code).toBe('git.unreachable');
});

test('--once launches now and settles the next time; status tells what is under way', async () => {
  const repository = await makeRepository({ config: command('sleep', '8') });
  const id = await approved(repository);
  expect((await repository.rgz('robot', 'controller', 'run', '--once', '--json')).orThrow().json).toMatchObject({
    written: 2,
    underWay: [{ id, state: 'deploying' }],
  });
  expect((await repository.rgz('vera', 'controller', 'status', '--json')).orThrow().json).toMatchObject({
    underWay: [{ id, attempt: expect.any(String) }],
  });
  expect((await repository.rgz('robot', 'controller', 'run', '--once', '--json')).orThrow().json).toMatchObject({
    written: 0,
    underWay: [{ id }],
  });
  const late = await repository.rgz('robot', 'controller', 'run', '--until-idle', '--timeout', '0.5', '--json');
  expect(late.code).toBe(5);
  expect(late.error).toMatchObject({ code: 'controller.timeout' });
});

test('a controller that runs is not started twice, and ends in order on a signal', async () => {
  const repository = await makeRepository({ config: node });
  const child = spawn(
    process.execPath,
    [program, 'controller', 'run', '--name', 'only', '--poll', '1', '--log', 'json'],
    {
      cwd: repository.work,
      env: repository.env('robot'),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const id = await approved(repository);
  let said = '';
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('"event":"deployed"')) resolve();
    });
  });
  const twice = await repository.rgz('robot', 'controller', 'run', '--name', 'only', '--once', '--json');
  expect(twice.code).toBe(6);
  expect(twice.error).toMatchObject({ code: 'controller.running' });
  child.kill('SIGTERM');
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  for (const line of said.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) });
  expect((await statusOf(repository, id)).state).toBe('deployed');
});

test.each([
  [['controller', 'run', '--poll', 'soon'], 2],
  [['controller', 'run', '--shard', '4/3'], 2],
  [['controller', 'run', '--name', 'a b'], 2],
  [['controller', 'run', '--timeout', '5'], 2],
])('%j is refused with exit code %i', async (args, code) => {
  const repository = await makeRepository({ config: node });
  expect((await repository.rgz('robot', ...args)).code).toBe(code);
});

test('who is no controller carries nothing out, and is told why', async () => {
  const repository = await makeRepository({ config: node });
  const id = await approved(repository);
  const ran = await repository.rgz('cleo', 'controller', 'run', '--once', '--json');
  expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
  expect(ran.error.remedy[0]).toBe('an admin types: rgz policy grant cleo@example.com --role controller');
  const { held } = ran.json as { held: { id: string; gates: { because: string }[] }[] };
  expect(held).toMatchObject([{ id, gates: [{ gate: 'controller', code: 'policy.not-allowed' }] }]);
  expect((await statusOf(repository, id)).state).toBe('approved');
});

test('what mends a deployer is told beside it', async () => {
  const repository = await makeRepository({ config: command('no-such-program') });
  await approved(repository);
  const mend = 'install it, or name another command in .rgz/config.yaml';
  const ran = await repository.rgz('robot', 'controller', 'run', '--once', '--json');
  expect(ran.code).toBe(5);
  expect(ran.error).toMatchObject({ code: 'deployer.unavailable', remedy: [mend, expect.any(String)] });
  const { stdout } = (await repository.rgz('vera', 'controller', 'status')).orThrow();
  expect(stdout).toContain(`→ ${mend}\n`);
});

test('a deployer that is broken is no failure of a controller that is told to stop', async () => {
  const repository = await makeRepository({ config: command('no-such-program') });
  await approved(repository);
  const child = spawn(process.execPath, [program, 'controller', 'run', '--log', 'json'], {
    cwd: repository.work,
    env: repository.env('robot'),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.includes('"deployer-broken"')) resolve();
    });
  });
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('a controller that cannot write its own folder works, and says so', async () => {
  const repository = await makeRepository({ config: command('true') });
  const id = await approved(repository);
  const folder = join(repository.work, '.git', 'rgz');
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'controller'), { recursive: true, force: true });
  writeFileSync(join(folder, 'controller'), 'in the way');
  const ran = await repository.rgz('robot', 'controller', 'run', '--until-idle', '--timeout', '50', '--log', 'json');
  expect(ran.code).toBe(0);
  expect(ran.stderr.match(/"event":"state-unwritable"/g)).toHaveLength(1);
  expect((await statusOf(repository, id)).state).toBe('deployed');
});
