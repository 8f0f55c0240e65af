import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '../api/call.ts';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { RunningRgz } from '../kit/start-rgz.ts';

const secret = 'a-secret-that-nobody-guesses';
const config = {
  environments: { dev: {}, staging: {}, prod: { deployer: 'local' } },
  order: ['dev', 'staging', 'prod'],
  deployers: { local: { type: 'command', command: [process.execPath, '-e', '0'] } },
  controller: { callbackSecretVariable: 'HOOK_SECRET' },
};

/** A clone of the controller's own, so that what others push is news to it. */
async function withController(
  changed: Record<string, unknown> = config,
): Promise<{ repository: Repository; clone: string; start(args: string[], env?: Record<string, string>): RunningRgz }> {
  const repository = await makeRepository({ config: changed });
  const clone = join(repository.root, 'clone');
  cpSync(repository.work, clone, { recursive: true });
  return {
    repository,
    clone,
    start(args, env = { HOOK_SECRET: secret }) {
      const all = ['controller', 'run', '--listen', '127.0.0.1:0', '--log', 'json', ...args];
      return new RunningRgz(all, { cwd: clone, env: { ...repository.env('robot'), ...env } });
    },
  };
}

async function urlOf(running: RunningRgz): Promise<string> {
  const { message } = await running.told('listening');
  return message.replace('listening on ', '');
}

/** The figures once they tell this: those of records are of the last pass, which follows what it committed. */
async function metricsWith(url: string, line: string): Promise<string> {
  for (;;) {
    const { body } = await call(`${url}/metrics`);
    if (body.split('\n').includes(line)) return body;
  }
}

test('a push is heard of through the webhook, and carried out though the next look at the remote is a day off', async () => {
  const { repository, start } = await withController();
  const running = start(['--poll', '86400']);
  const url = await urlOf(running);
  const id = await repository.request();
  (await repository.rgz('cleo', 'approve', id)).orThrow();
  const before = running.journal.map(({ event }) => event);
  const answer = await call(`${url}/webhooks/git`, {
    method: 'POST',
    headers: { 'X-Rgz-Secret': secret },
    body: JSON.stringify({ ref: 'refs/heads/main', after: repository.head() }),
  });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([202, { heard: true }]);
  await running.told('deployed', id);
  expect(before).toEqual(['listening']);
  const body = await metricsWith(url, 'rgz_records{kind="PromotionRequest",state="deployed"} 1');
  for (const line of [
    'rgz_records{kind="PromotionRequest",state="pending"} 0',
    'rgz_launch_latency_seconds_count 1',
    'rgz_events_total{event="deployed"} 1',
    'rgz_webhook_calls_total{webhook="git",answer="heard"} 1',
    'rgz_deployer_up{deployer="local"} 1',
    'rgz_remote_up 1',
    'rgz_quarantined 0',
    'rgz_line_held 0',
  ])
    expect(body.split('\n')).toContain(line);
  const { code, stdout } = await running.stop();
  expect([code, stdout]).toEqual([0, expect.stringContaining('3 commits made')]);
});

test('a controller that ends by itself ends with its server', async () => {
  const { start } = await withController();
  const running = start(['--until-idle']);
  await running.told('listening');
  expect((await running.ended).orThrow().stdout).toContain('0 commits made');
});

describe('a controller is not started with --listen', () => {
  let ready: Awaited<ReturnType<typeof withController>>;
  beforeAll(async () => {
    ready = await withController();
  });

  test.each([
    ['where the variable of the secret is not set', [], {}, 'listen.no-secret', 'HOOK_SECRET'],
    ['where it is empty', [], { HOOK_SECRET: ' \n' }, 'listen.no-secret', 'HOOK_SECRET'],
    ['on what is no address', ['--listen', '9464'], undefined, 'usage.invalid', '9464'],
    ['for one pass', ['--once'], undefined, 'usage.invalid', '--once'],
    ['for a plan', ['--plan'], undefined, 'usage.invalid', '--plan'],
    ['on an address of another machine', ['--listen', '192.0.2.1:0'], undefined, 'listen.failed', '192.0.2.1'],
  ])('%s', async (_where, args, env, code, word) => {
    const { error, code: exit, stdout } = await ready.start([...args, '--json'], env as Record<string, string>).ended;
    expect([exit, error.code, stdout]).toEqual([2, code, '']);
    expect(error.message).toContain(word);
    expect(error.remedy).not.toEqual([]);
  });

  test('where the configuration names no variable', async () => {
    const { start } = await withController({ ...config, controller: {} });
    const { error, code } = await start(['--json']).ended;
    expect([code, error.code]).toEqual([2, 'listen.no-secret']);
    expect(error.remedy[0]).toContain('callbackSecretVariable');
  });

  test('where another program listens', async () => {
    const running = ready.start(['--name', 'first']);
    const { host } = new URL(await urlOf(running));
    const { error, code } = await ready.start(['--name', 'second', '--listen', host, '--json']).ended;
    expect([code, error.code]).toEqual([2, 'listen.failed']);
    expect(error.message).toContain(`cannot listen on ${host}: another program listens there already`);
    await running.stop();
  });
});

test('it is alive at once, ready after a pass, and not ready while the remote is away', async () => {
  const { repository, clone, start } = await withController();
  const running = start(['--poll', '1']);
  const url = await urlOf(running);
  expect((await call(`${url}/healthz`)).status).toBe(200);
  const readyIs = async (status: number) => {
    for (;;) {
      const told = await call(`${url}/readyz`);
      if (told.status === status) return JSON.parse(told.body);
    }
  };
  expect(await readyIs(200)).toEqual({ ready: true, because: [] });
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const routes = [...page.matchAll(/^\| `(GET|POST) (\/\S+)` \|/gm)].map(([, method, path]) => ({ method, path }));
  expect(routes).toHaveLength(5);
  for (const { method, path } of routes) {
    const { status } = await call(`${url}${path}`, { method: method ?? '' });
    expect([path, status]).toEqual([path, method === 'POST' ? 401 : 200]);
  }
  runGit(clone, repository.env('ada'), ['config', 'remote.origin.url', join(repository.root, 'gone.git')]);
  const away = await readyIs(503);
  expect(away).toEqual({ ready: false, because: ['the remote does not answer, or takes no commits'] });
  expect((await call(`${url}/healthz`)).status).toBe(200);
  expect((await call(`${url}/metrics`)).body).toContain('\nrgz_remote_up 0\n');
  await running.stop();
});
