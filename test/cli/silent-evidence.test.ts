import { expect, test } from 'vitest';
import { completeChecklist, stageChecklists } from '../kit/checklists.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { CutLine } from '../kit/cut-line.ts';
import type { Repository } from '../kit/repository.ts';
import { s3Keys as env, startS3 } from '../kit/s3-server.ts';
import { RunningRgz } from '../kit/start-rgz.ts';

const approved = async (repository: Repository, tenant: string, target: string): Promise<string> => {
  const id = await repository.request('dora', { tenant, target });
  (await repository.run('cleo', ['approve', id], { env })).orThrow();
  return id;
};

const stateOf = async (repository: Repository, id: string) =>
  ((await repository.rgz('vera', 'request', 'show', id, '--json')).json as { status: { state: string } }).status.state;

test('a bucket that is silent holds what its evidence opens, and nobody else', async () => {
  const { settings } = await startS3();
  const line = new CutLine(settings.endpoint);
  await line.up();
  undoAfterTest(() => line.down());
  const repository = await stageChecklists({
    policy: { gates: [{ name: 'go-live', checklist: 'tiny', environments: ['prod'], tenants: ['tenant-finance'] }] },
    config: {
      environments: { staging: {}, prod: { deployer: 'local' } },
      order: ['staging', 'prod'],
      deployers: { local: { type: 'command', command: ['true'] } },
      evidence: { ...settings, endpoint: line.url.replace(/\/$/, '') },
    },
  });
  await completeChecklist(repository, env);
  (await repository.run('cleo', ['approve', 'tiny/site-1'], { env })).orThrow();
  const gated = [
    await approved(repository, 'tenant-finance', 'api/payment-api@2.1.0'),
    await approved(repository, 'tenant-finance', 'api/ledger-api@1.0.0'),
  ];
  line.mute = true;
  const running = new RunningRgz(['controller', 'run', '--name', 'one', '--poll', '1', '--log', 'json'], {
    cwd: repository.work,
    env: { ...repository.env('robot'), ...env },
  });
  const free = [];
  for (const target of ['api/shop@1.0.0', 'api/shop@1.1.0']) {
    const id = await approved(repository, 'tenant-retail', target);
    await running.told('deployed', id);
    free.push(await stateOf(repository, id));
  }
  // The look is still waiting for its answer, and it is one for both.
  expect([line.held, free]).toEqual([1, ['deployed', 'deployed']]);
  const plan = (await repository.run('robot', ['controller', 'run', '--plan', '--json'], { env })).orThrow().json;
  const because = expect.stringContaining('its evidence cannot be verified yet');
  const closed = { gates: [{ gate: 'checklists', because }] };
  expect(plan).toMatchObject({ actions: [], held: gated.map((id) => ({ id, ...closed })) });
  // One that is told to stop waits for no answer.
  expect((await running.stop()).code).toBe(0);
  expect(line.held).toBe(0);
  line.mute = false;
  const ran = await repository.run('robot', ['controller', 'run', '--until-idle', '--timeout', '50'], { env });
  ran.orThrow();
  for (const id of gated) expect(await stateOf(repository, id)).toBe('deployed');
});
