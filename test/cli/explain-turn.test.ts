import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { planController } from '../../src/controller/start.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { explain } from '../../src/operations/explain.ts';
import type { Beat } from '../../src/ports/controller-state.ts';
import { type Actor, makeStage, type Stage } from '../controller/stage.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

const turnGates = ['trail', 'clock', 'rest', 'target', 'deployer'];

/** The gates of a controller, as rgz explain tells them, by their name. */
async function told(repository: Repository, id: string): Promise<Map<string, Verdict>> {
  const { gates } = (await repository.rgz('dora', 'explain', id, '--json')).orThrow().json as {
    gates: (Verdict & { for: string })[];
  };
  const turn = gates.filter((each) => each.for === 'launch' && turnGates.includes(each.gate));
  return new Map(turn.map((verdict) => [verdict.gate, verdict]));
}

async function passes(actor: Actor, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await actor.news.refresh();
    await actor.controller.pass(true);
    await actor.controller.calls.settled();
  }
}

async function underWay(stage: Stage): Promise<Actor> {
  stage.world.outcome = { after: 3600, ends: { kind: 'succeeded' } };
  const one = await stage.open();
  await passes(one, 5);
  return one;
}

test('that no deployer is named', async () => {
  const repository = await makeRepository();
  const id = await repository.request();
  const { passed, because, remedy } = (await told(repository, id)).get('deployer') ?? {};
  expect([passed, because]).toEqual([false, '.rgz/config.yaml names no deployer for prod']);
  expect(remedy).toEqual(['set environments.prod.deployer in .rgz/config.yaml, commit and push']);
});

test('that the line is held by settings nobody signed, though no controller ever ran here, until they are put back', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const id = await repository.request();
  expect((await told(repository, id)).get('deployer')?.remedy).toEqual([
    'set environments.prod.deployer in .rgz/config.yaml, commit it signed (git commit -S) and push',
  ]);
  const config = '.rgz/config.yaml';
  const before = `${repository.show(config)}\n`;
  const commit = repository.commit('ada', { files: { [config]: `${before}# mine\n` }, key: null });
  const { passed, because, remedy } = (await told(repository, id)).get('trail') ?? {};
  expect([passed, because]).toEqual([
    false,
    expect.stringContaining(`(trail.unsigned, commit ${commit.slice(0, 12)})`),
  ]);
  expect(remedy?.at(-1)).toMatch(/puts the file back exactly as it was before, in a signed commit \(git commit -S\)/);
  repository.commit('ada', { files: { [config]: before } });
  expect((await told(repository, id)).get('trail')).toBeUndefined();
  repository.commit('ada', { files: { [config]: `${before}# mine\n` } });
  expect((await told(repository, id)).get('trail')).toBeUndefined();
});

test('that the line is not held by a tenant that came with its onboarding, by who may change no other settings', async () => {
  const repository = await makeRepository();
  const policy = repository.policyData();
  const people = (policy.people as { emails: string[] }[]).map((each) =>
    each.emails[0] === 'carl@example.com' ? { ...each, roles: [{ role: 'admin', tenants: ['new-co'] }] } : each,
  );
  const text = stringify({ ...policy, version: 3, people }, { aliasDuplicateObjects: false });
  repository.commit('ada', { files: { '.rgz/policy.yaml': text } });
  const company = ['--name', 'Sow', '--sector', 'retail', '--site', 'A', '--address', 'B'];
  (await repository.rgz('carl', 'onboarding', 'start', '--tenant', 'new-co', ...company)).orThrow();
  const id = await repository.request();
  const gates = await told(repository, id);
  expect([gates.has('deployer'), gates.has('trail')]).toEqual([true, false]);
});

test('that the line is not held by the tenant that a merge took whole, once the policy that it mixed is mended', async () => {
  const repository = await makeRepository();
  const [policyPath, tenantPath] = ['.rgz/policy.yaml', 'tenants/tenant-finance/tenant.yaml'];
  const text = (version: number) =>
    stringify({ ...repository.policyData(), version }, { aliasDuplicateObjects: false });
  const [start, tenant] = [repository.head(), `${repository.show(tenantPath)}\n# seen\n`];
  const put = (files: Record<string, string>) => repository.commit('ada', { files, parents: [start], push: false });
  const one = put({ [policyPath]: text(3) });
  const other = put({ [policyPath]: `${text(3)}# other\n`, [tenantPath]: tenant });
  const tree = repository.git('rev-parse', `${other}^{tree}`);
  const merge = repository.git('commit-tree', '-p', one, '-p', other, '-m', 'merge', tree);
  repository.git('reset', '-q', '--hard', merge);
  repository.commit('ada', { files: { [policyPath]: text(4) } });
  const id = await repository.request();
  const gates = await told(repository, id);
  expect([gates.has('deployer'), gates.has('trail')]).toEqual([true, false]);
});

test('nothing where nothing stands in the way, and of the trail only what a controller has verified', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  const gates = await told(stage.repository, id);
  expect([...gates.values()].filter(({ passed }) => !passed)).toEqual([]);
  expect([...gates.keys()]).toEqual(['clock', 'rest', 'target', 'deployer']);
});

test('which request occupies the target, and only the same target', async () => {
  const stage = await makeStage();
  const first = await stage.approved({ target: 'api/payment-api@2.1.0' });
  const one = await underWay(stage);
  const same = await stage.approved({ target: 'api/payment-api@2.2.0' });
  const other = await stage.approved({ target: 'api/payment-api-2@2.2.0' });
  const elsewhere = await stage.approved({ target: 'api/payment-api@2.2.0', from: 'dev', to: 'staging' });
  const { passed, because, remedy } = (await told(stage.repository, same)).get('target') ?? {};
  expect([passed, because]).toEqual([false, `${first} is under way for api/payment-api`]);
  expect(remedy).toEqual([`rgz log ${first}`]);
  for (const id of [other, elsewhere]) expect((await told(stage.repository, id)).get('target')?.passed).toBe(true);
  expect(await told(stage.repository, first)).toEqual(new Map());
  await one.end();
});

test('until when a request rests after a failure', async () => {
  const stage = await makeStage({ policy: { promotions: { retries: 2 } } });
  const id = await stage.approved();
  stage.world.outcome = { after: 1, ends: { kind: 'failed', error: 'exit code 1' } };
  const one = await stage.open();
  await passes(one, 4);
  stage.now += 2_000;
  await passes(one, 3);
  expect((await one.stateOf(id)).actions.at(-1)).toBe('requeued');
  const { passed, opensAt } = (await told(stage.repository, id)).get('rest') ?? {};
  expect(passed).toBe(false);
  expect(Date.parse(opensAt ?? '')).toBeGreaterThan(stage.now);
  await one.end();
});

test('that a record is in quarantine, also where no controller ran, and as one of this clone found', async () => {
  const stage = await makeStage();
  const { repository } = stage;
  const id = await repository.request();
  const path = repository.pathOf(id);
  repository.commit('dora', { files: { [path]: repository.show(path).replace('state: pending', 'state: approved') } });
  repository.commit('dora', { files: { [path]: repository.show(path, 'main~1') } });
  const alone = (await told(repository, id)).get('trail');
  expect([alone?.passed, alone?.because]).toEqual([false, expect.stringContaining('status.state-differs')]);
  const other = await repository.request();
  expect((await told(repository, other)).get('trail')).toBeUndefined();
  (await repository.rgz('robot', 'controller', 'run', '--once')).orThrow();
  const { passed, because, remedy } = (await told(repository, id)).get('trail') ?? {};
  expect([passed, because]).toEqual([false, expect.stringContaining('status.state-differs')]);
  expect(remedy).toEqual([`rgz audit ${id}`]);
  expect((await told(repository, other)).get('trail')?.passed).toBe(true);
  await repository.request();
  expect((await told(repository, id)).get('trail')?.passed).toBe(false);
  expect((await told(repository, other)).get('trail')).toBeUndefined();
  const good = repository.git('rev-parse', 'main~4');
  repository.git('push', '-q', '-f', 'origin', `${good}:main`);
  repository.git('update-ref', 'refs/heads/main', good);
  expect((await told(repository, id)).get('trail')).toBeUndefined();
});

test.each([
  ['ready', {}, true, 'fake is ready'],
  ['not asked', {}, true, 'fake was not asked yet'],
  ['unreachable', { reason: 'no route', nextCallAt: 4e12 }, false, 'fake cannot be reached: no route'],
  ['unreachable', { reason: 'no route' }, true, 'fake did not answer, and is asked again now'],
  ['broken', { reason: 'no such template', remedy: 'make one' }, false, 'fake: no such template'],
])('that a controller found a deployer %s', async (state, more, passed, because) => {
  const stage = await makeStage();
  const id = await stage.approved();
  const { deps, ...one } = await stage.open();
  const said = (at: number, deployers: Beat['deployers']): Beat => ({
    controller: 'one',
    at,
    startedAt: 0,
    tip: '',
    trouble: undefined,
    deployers,
  });
  const beats = [said(1, [{ name: 'fake', state: 'ready' }]), said(2, [{ name: 'fake', state, ...more }])];
  const { launch } = await explain(deps, id, 'dora@example.com', { admitted: [], beats });
  const verdict = launch.find(({ gate }) => gate === 'deployer');
  expect([verdict?.passed, verdict?.because]).toEqual([passed, because]);
  expect(verdict?.opensAt === undefined).toBe(passed || state !== 'unreachable');
  if (state === 'broken') expect(verdict?.remedy).toEqual(['make one']);
  const { actions, held } = await planController(deps, { name: 'two' }, beats);
  expect(actions.map((each) => [each.id, each.does])).toEqual(passed ? [[id, 'deploying']] : []);
  expect(held.map((each) => [each.id, each.gates])).toEqual(passed ? [] : [[id, [verdict]]]);
  await one.controller.close();
  await deps.git.close();
});

test('that the line is held, where the rules were changed against the rules', async () => {
  const stage = await makeStage();
  const { repository } = stage;
  const id = await stage.approved();
  const path = '.rgz/config.yaml';
  repository.commit('dora', { files: { [path]: `${repository.show(path)}\n# mine\n` } });
  await repository.rgz('robot', 'controller', 'run', '--once');
  const { passed, because } = (await told(repository, id)).get('trail') ?? {};
  expect([passed, because]).toEqual([false, expect.stringContaining('policy.not-allowed')]);
});
