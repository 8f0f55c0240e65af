import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwxEmulator } from '../emulator/awx/emulator.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

const token = 'sup3r-s3cret-t0ken';
const secret = { MY_AWX: token };

describe('a controller with an AWX', () => {
  const emulator = new AwxEmulator({
    users: [{ username: 'rgz', password: 'x', superuser: true, tokens: [{ token }] }],
    templates: [{ name: 'deploy', allow_simultaneous: true }],
  });
  let repository: Repository;

  beforeAll(async () => {
    await emulator.start();
    const awx = {
      type: 'awx',
      url: emulator.url,
      template: 'deploy',
      secretVariable: 'MY_AWX',
      requestLimitSeconds: 1,
    };
    const environments = { dev: {}, staging: {}, prod: { deployer: 'awx' } };
    const order = ['dev', 'staging', 'prod'];
    repository = await makeRepository({ config: { environments, order, deployers: { awx } } });
  });
  afterAll(() => emulator.close());

  async function approved(): Promise<string> {
    const id = await repository.request('dora');
    (await repository.rgz('cleo', 'approve', id)).orThrow();
    return id;
  }

  function run(env: Record<string, string> = secret) {
    return repository.run('robot', ['controller', 'run', '--until-idle', '--timeout', '30'], { env });
  }

  async function shown(id: string) {
    const { status } = (await repository.rgz('cleo', 'show', id, '--json')).orThrow().json as {
      status: { state: string; history: Record<string, string>[] };
    };
    return {
      state: status.state,
      last: status.history.at(-1) ?? {},
      actions: status.history.map(({ action }) => action),
    };
  }

  it('deploys what is approved, once, though the answer to the launch is lost', async () => {
    const id = await approved();
    emulator.faults.add({ fault: 'lost-answer' });
    const { stdout, stderr } = (await run()).orThrow();
    const { state, last, actions } = await shown(id);
    expect([state, actions]).toEqual(['deployed', ['created', 'approved', 'deploying', 'launched', 'deployed']]);
    expect(last.jobId).toMatch(/^job\/\d+$/);
    expect(emulator.log.launches(last.attempt ?? '')).toBe(1);
    expect(stdout + stderr).not.toContain(token);
  });

  it('records a job that failed with the end of its output, and no secret', async () => {
    const id = await approved();
    emulator.faults.add({ fault: 'fails' });
    (await run()).orThrow();
    const { state, last } = await shown(id);
    expect(state).toBe('failed');
    expect(last).toMatchObject({
      error: expect.stringMatching(/failed: 1 host failed/),
      log: 'fatal: it was to fail\n',
    });
  });

  it('holds a request where its token is missing, and says which', async () => {
    const id = await approved();
    const { stdout, stderr } = await repository.run('robot', ['controller', 'run', '--once'], { env: {} });
    expect(stdout + stderr).toContain('MY_AWX is not set');
    expect((await shown(id)).state).toBe('approved');
    (await run()).orThrow();
    expect((await shown(id)).state).toBe('deployed');
  });
});
