import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';
import { type Ran, spawnRgz } from '../kit/run-rgz.ts';

const many = 20;

/** Runs so many processes at once, half of them in one clone and half in clones of their own. */
async function atOnce(
  repository: Repository,
  argsOf: (index: number) => readonly string[],
  emailOf: (index: number) => string,
): Promise<Ran[]> {
  const env = repository.env('dora');
  const folders = Array.from({ length: many }, (_, index) => {
    if (index % 2 === 0) return repository.work;
    const folder = join(repository.root, `clone-${index}`);
    runGit(repository.root, env, ['clone', '-q', repository.remote ?? '', folder]);
    return folder;
  });
  const runs = folders.map((cwd, index) => {
    const who = { GIT_AUTHOR_EMAIL: emailOf(index), GIT_COMMITTER_EMAIL: emailOf(index) };
    return spawnRgz([...argsOf(index), '--json'], { cwd, env: { ...env, ...who } });
  });
  return Promise.all(runs);
}

/** Whatever is on the remote is whole and right, and the clone that all shared is clean. */
async function expectWhole(repository: Repository, before: string, commits: number): Promise<void> {
  const env = repository.env('vera');
  const onRemote = (...args: string[]) => runGit(repository.remote ?? '', env, args);
  const parents = onRemote('rev-list', '--parents', `${before}..main`).split('\n');
  expect(parents.map((line) => line.split(' ').length)).toEqual(Array.from({ length: commits }, () => 2));
  expect(onRemote('fsck', '--strict', '--no-dangling', '--no-progress')).toBe('');
  runGit(repository.root, env, ['clone', '-q', repository.remote ?? '', 'fresh']);
  for (const command of ['check', 'audit']) {
    const ran = await repository.run('vera', [command, '--json'], { cwd: join(repository.root, 'fresh') });
    expect(ran.orThrow().json).toMatchObject({ ok: true, findings: [] });
  }
  expect(repository.git('status', '--porcelain')).toBe('');
}

describe(`${many} processes at once against one bare remote`, () => {
  test('create so many requests: each has an id and a commit of its own, and nothing is lost', async () => {
    const repository = await makeRepository();
    const before = repository.head();
    const plan = (index: number) => `Promote the version before, run ${index}`;
    const ran = await atOnce(
      repository,
      (index) => ['request', 'create', ...requestFlags({ rollbackPlan: plan(index) })],
      () => 'dora@example.com',
    );
    const made = ran.map((each) => each.orThrow().json as { metadata: { id: string }; spec: unknown });
    const numbers = made.map(({ metadata }) => Number(metadata.id.slice(8))).sort((left, right) => left - right);
    expect(numbers).toEqual(Array.from({ length: many }, (_, index) => index + 1));
    await expectWhole(repository, before, many);
    for (const [index, { metadata }] of made.entries()) {
      const shown = await repository.run('vera', ['show', metadata.id, '--json'], {
        cwd: join(repository.root, 'fresh'),
      });
      expect(shown.json).toMatchObject({ spec: { request: { rollbackPlan: plan(index) } } });
    }
  }, 300_000);

  test('approve one request that two have to approve: two do, and the others are told that it is not pending', async () => {
    const repository = await makeRepository();
    const email = (index: number) => `approver-${index}@example.com`;
    const { people = [], ...policy } = repository.policyData() as { people?: object[] };
    const approvers = Array.from({ length: many }, (_, index) => ({
      emails: [email(index)],
      roles: [{ role: 'cpi' }],
    }));
    repository.commit('ada', {
      files: { '.rgz/policy.yaml': stringify({ ...policy, version: 3, people: [...people, ...approvers] }) },
    });
    const id = await repository.request('dora', { impact: 'critical' });
    const before = repository.head();
    const ran = await atOnce(repository, () => ['approve', id], email);
    const done = ran.flatMap((each, index) => (each.code === 0 ? [email(index)] : []));
    expect(done).toHaveLength(2);
    const refused = ran.filter((each) => each.code !== 0).map(({ code, error }) => [code, error.code]);
    expect(refused).toEqual(Array.from({ length: many - 2 }, () => [4, 'state.not-pending']));
    await expectWhole(repository, before, 2);
    const shown = await repository.run('vera', ['show', id, '--json'], { cwd: join(repository.root, 'fresh') });
    const { status } = shown.json as { status: { state: string; history: { action: string; by: string }[] } };
    expect([status.state, status.history.map(({ action }) => action)]).toEqual([
      'approved',
      ['created', 'approved', 'approved'],
    ]);
    expect(
      status.history
        .slice(1)
        .map(({ by }) => by)
        .sort(),
    ).toEqual(done.sort());
  }, 300_000);
});
