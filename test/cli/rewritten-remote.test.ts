import { expect, test } from 'vitest';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository, type RepositoryOptions } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';

/** A clone that has seen two commits on the remote that somebody took away by force. */
async function cut(options: RepositoryOptions = {}) {
  const repository = await makeRepository(options);
  await repository.request();
  const id = await repository.request();
  const was = repository.git('rev-parse', 'origin/main');
  const is = repository.git('rev-parse', 'origin/main~2');
  const remote = (...args: string[]) => runGit(repository.remote ?? '', repository.env('ada'), args);
  remote('update-ref', 'refs/heads/main', is);
  return { repository, id, was, is, remote };
}

const create = (repository: Repository) =>
  repository.rgz('dora', '--json', 'request', 'create', ...requestFlags({ target: 'api/new@1' }));

test('a remote that was wound back ends what asks it for news, again and again, until somebody resolves it', async () => {
  const { repository, was, is, remote } = await cut();
  for (const args of [['inbox'], ['show', 'PR-2026-0999'], ['explain', 'PR-2026-0999'], ['inbox']]) {
    const ran = await repository.rgz('carl', ...args, '--json');
    expect([args, ran.code, ran.stdout, ran.error.code]).toEqual([args, 6, '', 'git.rewritten']);
    expect(ran.error.message).toContain(was.slice(0, 12));
    expect(ran.error.message).toContain(is.slice(0, 12));
    expect(ran.error.message).toContain('2 commits are gone');
  }
  const created = await create(repository);
  expect([created.code, created.error.code]).toEqual([6, 'git.rewritten']);
  expect(remote('rev-parse', 'main')).toBe(is);
  expect(repository.git('rev-parse', 'origin/main', 'main')).toBe(`${was}\n${was}`);
  const push = created.error.remedy.find((each) => each.startsWith('git push')) ?? '';
  expect(push).toMatch(/^git push origin [0-9a-f]+:refs\/heads\/main /);
  repository.git(...push.replace(/ +#.*/, '').split(' ').slice(1));
  expect(remote('rev-parse', 'main')).toBe(was);
  expect((await repository.rgz('carl', 'inbox')).code).toBe(0);
  expect((await create(repository)).code).toBe(0);
});

test('where it was meant, what is told to type takes the checkout along', async () => {
  const { repository, is } = await cut();
  const { error } = await repository.rgz('carl', 'inbox', '--json');
  const accept = error.remedy.filter((each) => / # where it was meant/.test(each));
  for (const line of accept.map((each) => each.replace(/ +#.*/, '')))
    for (const command of line.split(' && ')) repository.git(...command.split(' ').slice(1));
  expect(repository.git('rev-parse', 'origin/main', 'main')).toBe(`${is}\n${is}`);
  expect((await repository.rgz('carl', 'inbox')).code).toBe(0);
  expect((await create(repository)).code).toBe(0);
  expect(repository.git('rev-parse', 'origin/main')).toBe(repository.git('rev-parse', 'main'));
});

test('a branch that was written anew is told of with the push that takes the new commits away again', async () => {
  const { repository, was, is, remote } = await cut();
  const tree = remote('rev-parse', `${is}^{tree}`);
  const author = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];
  const anew = remote(...author, 'commit-tree', '-p', is, '-m', 'anew', tree);
  remote('update-ref', 'refs/heads/main', anew);
  const { code, error } = await create(repository);
  expect([code, error.code]).toEqual([6, 'git.rewritten']);
  expect(error.remedy).toContainEqual(
    expect.stringContaining(
      `git push --force-with-lease=main:${anew.slice(0, 12)} origin ${was.slice(0, 12)}:refs/heads/main`,
    ),
  );
  expect(remote('rev-parse', 'main')).toBe(anew);
});

test.each([true, false])(
  'a fetch by hand does not make it forgotten, whether it was all seen here: %s',
  async (all) => {
    const { repository, was, is, remote } = await cut();
    if (!all) repository.git('reset', '-q', '--hard', 'main~1');
    repository.git('fetch', '-q');
    expect(repository.git('rev-parse', 'origin/main')).toBe(is);
    for (const ran of [await repository.rgz('carl', 'inbox', '--json'), await create(repository)]) {
      expect([ran.code, ran.error.code]).toEqual([6, 'git.rewritten']);
      expect(ran.error.message).toContain(was.slice(0, 12));
    }
    expect(remote('rev-parse', 'main')).toBe(is);
    repository.git('reset', '-q', '--hard', 'origin/main');
    expect((await create(repository)).code).toBe(0);
  },
);

test('who pushed by force is not told of what they did themselves', async () => {
  const repository = await makeRepository();
  await repository.request();
  const is = repository.git('rev-parse', 'main~1');
  repository.git('push', '-q', '--force', 'origin', `${is}:main`);
  expect((await repository.rgz('carl', 'inbox')).code).toBe(0);
});

test('commits of others beside the branch are no work to rebase, and own ones are signed again', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const { root } = repository;
  runGit(root, repository.env('ada'), ['clone', '-q', 'remote.git', 'other']);
  const own = { files: { 'README.md': 'by hand\n' }, push: false };
  const ahead = async () =>
    (await repository.run('dora', ['request', 'create', ...requestFlags()], { cwd: `${root}/other` })).orThrow();
  repository.commit('dora', own);
  await ahead();
  const mine = (await repository.rgz('dora', 'request', 'create', ...requestFlags())).orThrow();
  expect(mine.stderr).toContain('(diverged): git rebase -S origin/main');
  repository.git('reset', '-q', '--hard', 'origin/main');
  repository.commit('carl', own);
  await ahead();
  const theirs = (await repository.rgz('dora', 'request', 'create', ...requestFlags())).orThrow();
  expect(theirs.stderr).toContain('(diverged): git log origin/main..main ');
  expect(theirs.stderr).not.toContain('git rebase');
});

test('a shallow clone and a branch seen for the first time go on', async () => {
  const repository = await makeRepository();
  const { root } = repository;
  runGit(root, repository.env('ada'), ['clone', '-q', '--depth', '1', `file://${root}/remote.git`, 'shallow']);
  await repository.request();
  const inbox = await repository.run('carl', ['inbox', '--json'], { cwd: `${root}/shallow` });
  expect([inbox.code, inbox.orThrow().stdout]).toEqual([0, expect.stringContaining('PR-')]);
  repository.git('update-ref', '-d', 'refs/remotes/origin/main');
  expect((await repository.rgz('carl', 'inbox')).code).toBe(0);
  expect((await create(repository)).code).toBe(0);
});
