import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { lineHeldAt } from '../../src/operations/line-held-at.ts';
import type { Who } from '../kit/repository.ts';
import { makeStage, type Stage } from './stage.ts';

const identities = ['author', 'signed'] as const;
const [policyPath, configPath] = ['.rgz/policy.yaml', '.rgz/config.yaml'];

/** Commits the policy with another version, in which somebody may be other than they are. */
function putPolicy({ repository }: Stage, by: Who, version: number, others: Record<string, object> = {}): void {
  const policy = repository.policyData();
  const people = (policy.people as { emails: string[] }[]).map((person) => ({
    ...person,
    ...others[person.emails[0] ?? ''],
  }));
  const text = stringify({ ...policy, version, people }, { aliasDuplicateObjects: false });
  repository.commit(by, { files: { [policyPath]: text } });
}

describe('a policy that was changed against the rules', () => {
  test('holds the line until who was admin before puts one in force above it', async () => {
    const stage = await makeStage();
    const id = await stage.approved();
    putPolicy(stage, 'dora', 9);
    const one = await stage.open();
    const { lineHeld, held } = await one.run();
    expect(lineHeld).toContain('policy.not-allowed');
    expect(held).toMatchObject([{ id }]);
    expect(stage.world.jobs).toEqual([]);
    putPolicy(stage, 'ada', 10);
    expect((await one.run()).lineHeld).toBeNull();
    expect((await one.stateOf(id)).state).toBe('deployed');
    await one.end();
  });

  test.each<[string, Who, number]>([
    ['by somebody whom it made admin', 'dora', 10],
    ['below its version', 'ada', 9],
  ])('is not mended %s', async (_, who, version) => {
    const stage = await makeStage();
    await stage.approved();
    putPolicy(stage, 'dora', 9, { 'dora@example.com': { roles: [{ role: 'admin' }] } });
    putPolicy(stage, who, version);
    for (const name of ['one', 'two']) {
      const actor = await stage.open(name);
      expect((await actor.run()).lineHeld).toContain('nothing is decided by this policy');
      await actor.end();
    }
    expect(stage.world.jobs).toEqual([]);
  });

  test.each(identities)('vouches for no decision that was made by it, also once it is mended: %s', async (identity) => {
    const stage = await makeStage({ identity });
    const { repository } = stage;
    const id = await repository.request('dora');
    const path = repository.pathOf(id);
    const before = repository.head();
    (await repository.rgz('cleo', 'approve', id)).orThrow();
    const approved = `${repository.show(path)}\n`;
    repository.git('reset', '-q', '--hard', before);
    repository.git('push', '-q', '--force', 'origin', `${before}:refs/heads/main`);
    const early = await stage.open('early');
    await early.run();
    const key = identity === 'signed' ? repository.key('sam') : null;
    const keys = key === null ? {} : { keys: [key.publicLine] };
    putPolicy(stage, 'dora', 9, { 'cleo@example.com': keys });
    repository.commit('cleo', { files: { [path]: approved }, key });
    await early.run();
    putPolicy(stage, 'ada', 10);
    const other = await stage.approved({ target: 'api/other@1' });
    for (const actor of [early, await stage.open('late')]) {
      const { lineHeld, quarantined } = await actor.run();
      expect(lineHeld).toBeNull();
      expect(quarantined).toMatchObject([{ path, reason: expect.stringContaining('nobody may rely on') }]);
      expect((await actor.stateOf(id)).state).toBe('approved');
      expect((await actor.stateOf(other)).state).toBe('deployed');
      await actor.end();
    }
  });

  test('vouches for no configuration that was put in force by it, also once it is mended', async () => {
    const stage = await makeStage();
    await stage.approved();
    putPolicy(stage, 'dora', 9, { 'dora@example.com': { roles: [{ role: 'admin' }] } });
    stage.repository.commit('dora', { files: { [configPath]: `${stage.repository.show(configPath)}\n# mine\n` } });
    putPolicy(stage, 'ada', 10);
    const one = await stage.open();
    expect((await one.run()).lineHeld).toContain('nobody may rely on');
    expect(stage.world.jobs).toEqual([]);
    await one.end();
  });

  test.each(identities)('does not keep a job that is under way from its end: %s', async (identity) => {
    const stage = await makeStage({ identity });
    const id = await stage.approved();
    const one = await stage.open();
    await one.run('once');
    putPolicy(stage, 'dora', 9);
    const during = await one.run();
    expect(during.lineHeld).toContain('policy.not-allowed');
    expect((await one.stateOf(id)).state).toBe('deployed');
    putPolicy(stage, 'ada', 10);
    expect(await one.run()).toMatchObject({ lineHeld: null, quarantined: [] });
    await one.end();
  });
});

describe('a configuration that was changed against the rules', () => {
  const forge = async () => {
    const stage = await makeStage();
    const id = await stage.approved();
    const good = `${stage.repository.show(configPath)}\n`;
    stage.repository.commit('dora', { files: { [configPath]: `${good}# mine\n` } });
    const one = await stage.open();
    expect((await one.run()).lineHeld).toContain('policy.not-allowed');
    return { stage, id, good, one };
  };

  test('holds the line until who may has put back what was there before', async () => {
    const { stage, id, good, one } = await forge();
    stage.repository.commit('ada', { files: { [configPath]: good } });
    expect((await one.run()).lineHeld).toBeNull();
    expect((await one.stateOf(id)).state).toBe('deployed');
    await one.end();
  });

  test('stays mended for whoever comes later, whatever was changed by the rules since', async () => {
    const { stage, id, good, one } = await forge();
    stage.repository.commit('ada', { files: { [configPath]: good } });
    stage.repository.commit('ada', { files: { [configPath]: `${good}# anew\n` } });
    for (const actor of [one, await stage.open('two')]) {
      expect((await actor.run()).lineHeld).toBeNull();
      await actor.end();
    }
    expect(stage.repository.show(stage.repository.pathOf(id))).toContain('state: deployed');
  });

  test('is not mended for good where it is forged again, or where another branch brings what was there', async () => {
    const { stage, good, one } = await forge();
    const { repository } = stage;
    repository.commit('ada', { files: { [configPath]: good } });
    repository.commit('dora', { files: { [configPath]: `${good}# mine again\n` } });
    repository.commit('ada', { files: { [configPath]: `${good}# mine again\n# yours\n` } });
    for (const actor of [one, await stage.open('two')]) {
      expect((await actor.run()).lineHeld).toContain('policy.not-allowed');
      await actor.end();
    }
    expect(stage.world.jobs).toEqual([]);
  });

  test('is not mended by a change that leaves in it what was forged', async () => {
    const { stage, good, one } = await forge();
    stage.repository.commit('ada', { files: { [configPath]: `${good}# mine\n# yours\n` } });
    expect((await one.run()).lineHeld).toContain('policy.not-allowed');
    expect(stage.world.jobs).toEqual([]);
    await one.end();
  });

  test('is not mended by who may not, and then by who may', async () => {
    const { stage, good, one } = await forge();
    stage.repository.commit('dora', { files: { [configPath]: good } });
    expect((await one.run()).lineHeld).toContain('policy.not-allowed');
    stage.repository.commit('ada', { files: { [configPath]: `${good}# seen\n` } });
    stage.repository.commit('ada', { files: { [configPath]: good } });
    expect((await one.run()).lineHeld).toBeNull();
    await one.end();
  });

  test('is not mended on another branch, while the forged one stays in force', async () => {
    const { stage, good, one } = await forge();
    const { repository } = stage;
    const forged = repository.head();
    const fork = repository.git('rev-parse', `${forged}~1`);
    const seen = repository.commit('ada', { files: { [configPath]: `${good}# seen\n` }, parents: [fork], push: false });
    const back = repository.commit('ada', { files: { [configPath]: good }, parents: [seen], push: false });
    const tree = repository.git('rev-parse', `${forged}^{tree}`);
    const merge = repository.git('commit-tree', '-p', forged, '-p', back, '-m', 'merge', tree);
    repository.git('push', '-q', 'origin', `${merge}:refs/heads/main`);
    expect((await one.run()).lineHeld).toContain('policy.not-allowed');
    expect(stage.world.jobs).toEqual([]);
    await one.end();
  });
});

describe('a configuration that was changed against the rules more than once', () => {
  const begin = async () => {
    const stage = await makeStage();
    const { repository } = stage;
    const [start, good] = [repository.head(), `${repository.show(configPath)}\n`];
    const early = await stage.open('early');
    const put = (who: Who, text: string, on = repository.head(), path = configPath) =>
      repository.commit(who, { files: { [path]: text }, parents: [on], push: false });
    const merge = (...[first = '', ...others]: string[]) => {
      const tree = repository.git('rev-parse', `${first}^{tree}`);
      const parents = [first, ...others].flatMap((parent) => ['-p', parent]);
      return repository.git('commit-tree', ...parents, '-m', 'merge', tree);
    };
    const pass = async (tip: string) => {
      repository.git('reset', '-q', '--hard', tip);
      repository.git('push', '-q', 'origin', `${tip}:refs/heads/main`);
      return (await early.run()).lineHeld;
    };
    /** What the one says that saw each step, one that comes only now, and who asks beside them. */
    const verdicts = async (tip: string) => {
      const late = await stage.open('late');
      const found = [await pass(tip), (await late.run()).lineHeld, (await lineHeldAt(late.deps, tip)) ?? null];
      for (const each of [early, late]) await each.end();
      return found;
    };
    return { repository, start, good, put, merge, pass, verdicts };
  };
  const [open, held] = [null, expect.stringContaining('policy.not-allowed')];

  test('is mended each time by what was there before that time', async () => {
    const { good, put, pass, verdicts } = await begin();
    await pass(put('dora', `${good}# mine\n`));
    await pass(put('ada', good));
    await pass(put('ada', `${good}# anew\n`));
    expect(await pass(put('dora', `${good}# anew\n# mine\n`))).toEqual(held);
    expect(await verdicts(put('ada', `${good}# anew\n`))).toEqual([open, open, open]);
  });

  test('is not mended by what was there before another time', async () => {
    const { good, put, pass, verdicts } = await begin();
    await pass(put('dora', `${good}# mine\n`));
    await pass(put('ada', good));
    await pass(put('ada', `${good}# anew\n`));
    expect(await verdicts(put('dora', good))).toEqual([held, held, held]);
  });

  test('is mended where each branch put it back by itself', async () => {
    const { start, good, put, merge, pass, verdicts } = await begin();
    const one = put('ada', good, put('dora', `${good}# one\n`, start));
    const other = put('ada', good, put('dora', `${good}# other\n`, start));
    expect(await pass(merge(one, other))).toBe(open);
    expect(await verdicts(put('ada', `${good}# anew\n`))).toEqual([open, open, open]);
  });

  test('stays mended where another branch comes back to what was there', async () => {
    const { start, good, put, merge, pass, verdicts } = await begin();
    await pass(put('dora', `${good}# mine\n`));
    await pass(put('ada', good));
    const main = put('ada', `${good}# anew\n`);
    await pass(main);
    const other = put('ada', good, put('ada', `${good}# tried\n`, start));
    expect(await verdicts(merge(main, other))).toEqual([open, open, open]);
  });

  test('is not mended by a root that was never adopted, and so brings an old version as nobody knows whom', async () => {
    const { repository, start, put, merge, pass, verdicts } = await begin();
    const path = 'tenants/tenant-finance/tenant.yaml';
    const old = `${repository.show(path)}\n`;
    const main = put('ada', `${old}# closed\n`, start, path);
    expect(await pass(main)).toBe(open);
    const side = put('dora', `${old}# mine\n`, start, path);
    repository.git('reset', '-q', '--hard', merge(main, side));
    const forged = put('dora', old, repository.head(), path);
    repository.git('read-tree', '--empty');
    repository.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${repository.git('rev-parse', `${forged}:${path}`)},${path}`,
    );
    const root = repository.git('commit-tree', '-m', 'root', repository.git('write-tree'));
    expect(await verdicts(merge(forged, root))).toEqual([held, held, held]);
  });
});

test('a tree in which one program finds what another does not holds the line for good', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  const { repository } = stage;
  const sound = repository.objects.treeOf(repository.head());
  const requests = Buffer.from(repository.objects.at(repository.head(), 'requests')?.oid ?? '', 'hex');
  const [folder, other] = [Buffer.from('40000 requests\0'), Buffer.from('40000 zzz\0')];
  const again = Buffer.concat([repository.objects.read(sound).data, other, requests, folder, requests]);
  const twice = repository.git('commit-tree', '-p', 'main', '-m', 'twice', repository.objects.write('tree', again));
  const mended = repository.git('commit-tree', '-p', twice, '-m', 'mended', sound);
  const one = await stage.open();
  for (const tip of [twice, mended]) {
    repository.git('push', '-q', 'origin', `${tip}:refs/heads/main`);
    expect((await one.run()).lineHeld).toContain('tree.malformed');
    expect((await one.stateOf(id)).state).toBe('approved');
  }
  expect(stage.world.jobs).toEqual([]);
  await one.end();
});
