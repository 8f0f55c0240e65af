import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { gitDeployer } from '../../src/adapters/deployers/git/index.ts';
import type { ControllerDeps } from '../../src/controller/controller-deps.ts';
import { Onboarding, salesCsv } from '../kit/onboarding.ts';
import type { Repository, RepositoryOptions } from '../kit/repository.ts';
import { type CrashPoint, crashing } from './crash.ts';
import { makeStage, Stage, withDeployer } from './stage.ts';

const tenantPath = 'tenants/boutique-ndar/tenant.yaml';
const sales = 'tenants/boutique-ndar/data/sales.csv';
const plain: RepositoryOptions = {};
const withSink: RepositoryOptions = { config: { ...withDeployer, onboarding: { sink: 'fake' } } };
const tenantOf = (repository: Repository) => parse(repository.show(tenantPath)) as { status: { state: string } };

/** The deployer that is there without any settings, and for all others the fake. */
const own = (deps: ControllerDeps): ControllerDeps => ({
  ...deps,
  openDeployer: async (name, settings, secrets) =>
    settings.type === 'git' ? gitDeployer(deps.clock) : deps.openDeployer(name, settings, secrets),
});

const templates = new Map<RepositoryOptions, Promise<{ repository: Repository; id: string }>>();

/** A stage on which an activation was ordered: that is done once for each setting, and then copied. */
async function ordered(options: RepositoryOptions = plain): Promise<{ stage: Stage; id: string }> {
  const template = templates.get(options) ?? makeOrdered(options);
  templates.set(options, template);
  const { repository, id } = await template;
  return { stage: new Stage(repository.copy()), id };
}

async function makeOrdered(options: RepositoryOptions): Promise<{ repository: Repository; id: string }> {
  const { repository } = await makeStage(options);
  return { repository, id: await new Onboarding(repository).ordered() };
}

const policyWith = (stage: Stage, change: Record<string, unknown>) => ({
  '.rgz/policy.yaml': stringify(
    { ...stage.repository.policyData(), version: 3, ...change },
    { aliasDuplicateObjects: false },
  ),
});

test('an activation that was ordered makes the tenant active, in the commit that says so and by no other right', async () => {
  const { stage, id } = await ordered();
  const one = await stage.open('one', own);
  await one.run();
  expect(await one.stateOf(id)).toMatchObject({
    state: 'completed',
    actions: ['created', 'imported', 'activation-ordered', 'claimed', 'launched', 'completed'],
  });
  stage.repository.catchUp();
  expect(parse(stage.repository.show(tenantPath))).toMatchObject({
    spec: { name: 'Boutique Ndar', data: { quality: 58 } },
    status: { state: 'active', session: id },
  });
  const last = stage.repository.git('show', '--name-only', '--format=%an', 'HEAD').split('\n');
  expect(last.filter((line) => line !== '')).toEqual(['Controller', stage.repository.pathOf(id), tenantPath]);
  expect(await one.findings()).toEqual([]);
  expect(stage.world.calls).toEqual([]);
  await one.end();
});

describe('is held, and nothing of it is started', () => {
  const stopped = { reason: 'incident', by: 'ada@example.com', at: '2026-11-20T08:00:00Z' };
  const freeze = {
    name: 'stocktaking',
    environments: ['prod'],
    tenants: ['boutique-ndar'],
    from: '2026-01-01T00:00:00Z',
    to: '2036-01-01T00:00:00Z',
    timezone: 'UTC',
  };

  test.each([
    ['a stop of everything', 'stop', (stage: Stage) => policyWith(stage, { stop: { global: stopped } })],
    [
      'a stop of the tenant',
      'stop',
      (stage: Stage) => policyWith(stage, { stop: { tenants: { 'boutique-ndar': stopped } } }),
    ],
    ['a freeze that names the tenant', 'freeze', (stage: Stage) => policyWith(stage, { freezes: [freeze] })],
    [
      'a cutover checklist that is asked for',
      'checklists',
      (stage: Stage) => policyWith(stage, { onboarding: { requireCutover: true } }),
    ],
    [
      'a review that is asked for',
      'quorum',
      (stage: Stage) => policyWith(stage, { onboarding: { requireReview: true } }),
    ],
    ['data that was changed', 'data', () => ({ [sales]: `${salesCsv}2026-10-03,P001,1,500.00,500.00\n` })],
    ['data that was deleted', 'data', () => ({ [sales]: null })],
  ])('by %s', async (_what, gate, change) => {
    const { stage, id } = await ordered();
    stage.repository.catchUp();
    const one = await stage.open('one', own);
    await one.run();
    expect((await one.stateOf(id)).state).toBe('completed');
    await one.end();
    const { stage: again } = await ordered();
    again.repository.catchUp();
    again.repository.commit('ada', { files: change(again) });
    const two = await again.open('one', own);
    const { held, written } = await two.run();
    expect(written).toBe(0);
    expect(held).toMatchObject([{ id, environment: '', gates: [{ gate }] }]);
    for (const { because, remedy = [] } of held[0]?.gates ?? [])
      expect(`${because} ${remedy.join(' ')}`).not.toMatch(/for (,|;|$)|environments\.\.|for {2}/);
    expect(tenantOf(again.repository).status.state).toBe('inactive');
    await two.end();
  });

  test('by a freeze of an environment or of another tenant it is not', async () => {
    const { stage, id } = await ordered();
    stage.repository.catchUp();
    const { tenants: _tenants, ...everyone } = freeze;
    const freezes = [everyone, { ...freeze, tenants: ['tenant-retail'] }];
    stage.repository.commit('ada', { files: policyWith(stage, { freezes }) });
    const one = await stage.open('one', own);
    await one.run();
    expect((await one.stateOf(id)).state).toBe('completed');
    await one.end();
  });

  test('and goes on once the data is what it was', async () => {
    const { stage, id } = await ordered();
    stage.repository.catchUp();
    stage.repository.commit('ada', { files: { [sales]: 'other\n' } });
    const one = await stage.open('one', own);
    await one.run();
    stage.repository.commit('ada', { files: { [sales]: salesCsv } });
    await one.run();
    expect((await one.stateOf(id)).state).toBe('completed');
    await one.end();
  });
});

test('a review that is asked for is had from somebody who had no hand in it', async () => {
  const stage = await makeStage();
  stage.repository.commit('ada', { files: policyWith(stage, reviewed(stage)) });
  const onboarding = new Onboarding(stage.repository);
  await onboarding.start('ada');
  await onboarding.import('cora');
  for (const who of ['ada', 'cora'] as const)
    await expect(onboarding.act(who, 'approved')).rejects.toMatchObject({ code: 'policy.own-request' });
  await expect(onboarding.order('cora')).rejects.toMatchObject({ code: 'onboarding.step-missing' });
  await onboarding.act('cleo', 'approved');
  await onboarding.order('cora');
  const one = await stage.open('one', own);
  await one.run();
  expect((await one.stateOf(onboarding.id)).state).toBe('completed');
  expect(await one.findings()).toEqual([]);
  await one.end();
});

/** Everybody who decides may onboard as well. */
const reviewed = (stage: Stage) => {
  const { people } = stage.repository.policyData() as { people: { emails: string[]; roles: { role: string }[] }[] };
  const may = (emails: string[]) => ['cleo@example.com', 'cora@example.com'].some((each) => emails.includes(each));
  return {
    onboarding: { requireReview: true },
    people: people.map((each) => (may(each.emails) ? { ...each, roles: [...each.roles, { role: 'admin' }] } : each)),
  };
};

test('a failure is told, tried again twice by itself, and then by who orders it again', async () => {
  const { stage, id } = await ordered(withSink);
  stage.world.outcome = { after: 2, ends: { kind: 'failed', error: 'no room' } };
  const one = await stage.open('one');
  await one.run('idle', 24 * 3_600_000);
  const failed = await one.stateOf(id);
  expect(failed.state).toBe('failed');
  expect(failed.actions.filter((action) => action === 'requeued')).toHaveLength(2);
  expect(failed.last.error).toBe('no room');
  stage.repository.catchUp();
  expect(tenantOf(stage.repository).status.state).toBe('inactive');
  stage.world.outcome = { after: 2, ends: { kind: 'succeeded' } };
  await orderedLater(stage, id);
  await one.run();
  expect((await one.stateOf(id)).state).toBe('completed');
  expect(stage.world.jobs).toHaveLength(4);
  await one.end();
});

test('what is refused as it is, is not tried again by itself', async () => {
  const { stage, id } = await ordered(withSink);
  stage.world.launchFaults.push({ fault: 'refused', error: 'awa@x.example is a user there already', retry: false });
  const one = await stage.open('one');
  await one.run();
  expect(await one.stateOf(id)).toMatchObject({ state: 'failed', last: { error: expect.stringContaining('awa@') } });
  await orderedLater(stage, id);
  await one.run();
  expect((await one.stateOf(id)).state).toBe('completed');
  await one.end();
});

test('a sink that the configuration does not hold is told, with the setting', async () => {
  const { stage, id } = await ordered();
  const config = { apiVersion: 'rgz.dev/v1', kind: 'Config', ...withDeployer, onboarding: { sink: 'warehouse' } };
  stage.repository.commit('ada', { files: { '.rgz/config.yaml': stringify(config) } });
  const one = await stage.open('one', own);
  const { held } = await one.run();
  expect(held).toMatchObject([{ id, gates: [{ gate: 'trail' }, { gate: 'deployer' }] }]);
  expect(held[0]?.gates[1]?.remedy).toEqual(['set onboarding.sink in .rgz/config.yaml, commit and push']);
  await one.end();
});

/** Put up again by ada, at the time that it is on the stage. */
async function orderedLater(stage: Stage, id: string): Promise<void> {
  const now = () => `${new Date(stage.now).toISOString().slice(0, 19)}Z`;
  const onboarding = new Onboarding(stage.repository, 'boutique-ndar', now);
  onboarding.id = id;
  await onboarding.order();
}

test('what a deployer is given is the data that was bound', async () => {
  const { stage, id } = await ordered(withSink);
  const one = await stage.open('one');
  await one.run();
  const [job] = stage.world.jobs;
  expect(job?.job).toMatchObject({ request: id, tenant: 'boutique-ndar', environment: '', target: { type: 'tenant' } });
  expect(job?.job.files.map(({ path }) => path)).toEqual(['tenants/boutique-ndar/data/products.csv', sales]);
  expect((await job?.job.read(sales))?.toString()).toBe(salesCsv);
  await expect(job?.job.read(tenantPath)).rejects.toThrow('does not go by');
  await one.end();
});

test('a controller lets no activation in that did not bring its tenant', async () => {
  const { stage, id } = await ordered();
  const one = await stage.open('one', own);
  await one.run();
  stage.repository.catchUp();
  const parent = stage.repository.git('rev-parse', 'HEAD~1');
  const message = stage.repository.git('log', '-1', '--format=%B');
  stage.repository.git('checkout', '-q', parent, '--', tenantPath);
  stage.repository.git('update-ref', 'refs/heads/main', parent);
  stage.repository.git('push', '-q', '-f', 'origin', 'main');
  stage.repository.commit('robot', { message });
  const two = await stage.open('two', own);
  const { quarantined } = await two.run();
  expect(quarantined).toMatchObject([{ path: stage.repository.pathOf(id), reason: expect.stringContaining('beside') }]);
  await Promise.all([one.end(), two.end()]);
});

const steps: readonly [CrashPoint['call'], number][] = [
  ['writeCommit', 1],
  ['advance', 1],
  ['launch', 1],
  ['writeCommit', 2],
  ['advance', 2],
  ['poll', 1],
  ['writeCommit', 3],
  ['advance', 3],
];
const points = steps.flatMap(([call, nth]) => (['before', 'after'] as const).map((when) => ({ call, when, nth })));

describe.each(['one', 'two'])('after a crash in the midst of it, controller %s goes on', (successor) => {
  test.each(points.filter(({ when }) => successor === 'one' || when === 'after'))('$when $call $nth', async (point) => {
    const { stage, id } = await ordered();
    const { change, crashed } = crashing(point);
    const first = await stage.open('one', (deps) => change(own(deps)));
    expect(await Promise.race([first.run(), crashed])).toBe('crashed');
    stage.repository.catchUp();
    expect(['inactive', 'active']).toContain(tenantOf(stage.repository).status.state);
    const second = await stage.open(successor, own);
    expect(await second.run()).toMatchObject({ held: [], underWay: [] });
    const { state, actions } = await second.stateOf(id);
    expect(state).toBe('completed');
    expect(actions.filter((action) => action === 'completed')).toHaveLength(1);
    expect(await second.findings()).toEqual([]);
    stage.repository.catchUp();
    expect(tenantOf(stage.repository).status.state).toBe('active');
    await Promise.all([first.deps.git.close(), second.end()]);
  });
});
