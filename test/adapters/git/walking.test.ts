import { copyFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GitRunner } from '../../../src/adapters/git/run-git.ts';
import { walkListed } from '../../../src/adapters/git/walk-listed.ts';
import type { WalkedCommit } from '../../../src/ports/git.ts';
import { failure, Sandbox } from './sandbox.ts';

/** A line with two merges, files in and out of the folders, a change of mode and a deletion. */
function grown(): Sandbox {
  const box = new Sandbox();
  box.repository('work', { 'p/é.yaml': '1\n', 'q/b': 'b\n', other: 'o\n' });
  box.commit('work', { other: '2\n' });
  for (const side of ['one', 'two']) {
    box.git('work', 'switch', '-q', '-c', side);
    box.commit('work', { [`p/${side}`]: side, other: side });
    box.git('work', 'switch', '-q', 'main');
    box.commit('work', { [`q/${side}`]: 'main' });
    box.git('work', 'merge', '-q', '--no-ff', '-X', 'theirs', '-m', `merge ${side}`, side);
  }
  box.git('work', 'update-index', '--chmod=+x', 'q/b');
  box.git('work', 'commit', '-q', '-m', 'mode');
  box.commit('work', { 'p/é.yaml': null });
  return box;
}

/** The same without a merge, with a commit that changes nothing and a folder that is spelt in capitals. */
function lined(): Sandbox {
  const box = new Sandbox();
  box.repository('work', { 'p/é.yaml': '1\n', 'q/b': 'b\n', other: 'o\n' });
  box.commit('work', { 'q/c/d': 'd\n', 'P/x': 'x\n' });
  box.git('work', 'commit', '-q', '--allow-empty', '-m', 'nothing');
  box.commit('work', { 'p/é.yaml': '2\n', other: null });
  box.git('work', 'update-index', '--chmod=+x', 'q/b');
  box.git('work', 'commit', '-q', '-m', 'mode');
  box.commit('work', { 'qq/b': 'b\n' });
  return box;
}

/** What rev-parse answers; undefined when it knows no such commit. */
function tell(box: Sandbox, revision: string): string | undefined {
  try {
    return box.git('work', 'rev-parse', '-q', '--verify', '--end-of-options', revision).split('\n').at(-1);
  } catch {
    return undefined;
  }
}

async function all(commits: AsyncIterable<WalkedCommit>): Promise<WalkedCommit[]> {
  const found: WalkedCommit[] = [];
  for await (const commit of commits) found.push(commit);
  return found;
}

describe('walking commits', () => {
  it.each([[['p', 'q']], [['p']], [[]]])('gives what each changed against each parent below %j', async (folders) => {
    const box = grown();
    const repository = await box.open('work');
    const head = (await repository.resolve('HEAD')) ?? '';
    for (const base of [undefined, await repository.resolve('HEAD~4')]) {
      const range = base === undefined ? ['HEAD'] : ['HEAD', `^${base}`];
      const wanted = box.git('work', 'rev-list', '--topo-order', '--reverse', ...range).split('\n');
      const seen: string[] = [];
      for await (const commit of repository.walk(base, head, folders)) {
        seen.push(commit.oid);
        const parents = commit.parents.length === 0 ? [undefined] : commit.parents;
        expect(commit.changes.length).toBe(parents.length);
        for (const [index, parent] of parents.entries()) {
          const changes = commit.changes[index];
          expect(changes).toEqual(await repository.diffTrees(parent, commit.oid, folders));
          const from = parent ?? box.gitWith('work', { input: '' }, 'mktree');
          const names = box.git('work', 'diff-tree', '-r', '-z', '--name-only', from, commit.oid, '--', ...folders);
          expect(changes?.map((change) => change.path)).toEqual(names.split('\0').filter(Boolean));
        }
      }
      expect(seen).toEqual(wanted);
    }
  });

  it.each([
    ['a line', ['p/é.yaml', 'q']],
    ['a line', ['other', 'p']],
    ['merges', ['p', 'other']],
    ['merges', ['q/b']],
  ])('gives of %s below %j what Git tells', async (what, folders) => {
    const box = what === 'merges' ? grown() : lined();
    const repository = await box.open('work');
    const head = (await repository.resolve('HEAD')) ?? '';
    const git = new GitRunner(box.path('work'), box.env, false);
    const list = ['rev-list', '--topo-order', '--reverse', '--full-history', '--format=%H %P'];
    for (const base of [undefined, await repository.resolve('HEAD~1'), await repository.resolve('HEAD~3')]) {
      const range = base === undefined ? ['HEAD'] : ['HEAD', `^${base}`];
      for (const paths of [folders, []]) {
        const told = box.git('work', ...list, ...range, '--', ...paths).split('\n');
        const lines = told.filter((line) => line !== '' && !line.startsWith('commit ')).map((line) => line.trimEnd());
        const wanted = await all(walkListed(git, { lines, folders, format: 'sha1' }));
        const touching = paths.length > 0;
        const found = touching ? repository.walkTouching(base, head, folders) : repository.walk(base, head, folders);
        expect(await all(found)).toEqual(wanted);
      }
    }
  });

  it('stops in the middle without leaving anything behind', async () => {
    const box = grown();
    const repository = await box.open('work');
    for await (const _ of repository.walk(undefined, (await repository.resolve('main')) ?? '', [])) break;
    expect(await failure(repository.walk(undefined, '1'.repeat(40), [])[Symbol.asyncIterator]().next())).toMatchObject({
      code: 'git.failed',
    });
  });

  it('is not misled by grafts or by an object that is not what its name says', async () => {
    const box = grown();
    const repository = await box.open('work');
    const head = box.git('work', 'rev-parse', 'HEAD');
    const count = Number(box.git('work', 'rev-list', '--count', 'HEAD'));
    const [older, before] = [box.git('work', 'rev-parse', 'HEAD~3'), box.git('work', 'rev-parse', 'HEAD~1')];
    box.write('work/.git/info/grafts', `${head} ${older}\n`);
    let walked = 0;
    for await (const _ of repository.walk(undefined, head, [])) walked++;
    expect(walked).toBe(count);
    const path = (oid: string) => box.path('work/.git/objects', oid.slice(0, 2), oid.slice(2));
    rmSync(path(head));
    copyFileSync(path(before), path(head));
    const all = async () => {
      for await (const _ of repository.walk(undefined, head, [])) walked++;
    };
    expect(await failure(all())).toMatchObject({ code: 'git.failed' });
  });

  it('resolves what Git resolves, also where names mean several things', async () => {
    const box = grown();
    box.git('work', 'tag', '-a', '-m', 'told', 'v1.0', 'HEAD~2');
    box.git('work', 'tag', 'two', 'HEAD~3');
    box.git('work', 'tag', 'HEAD-1', 'HEAD~1');
    box.git('work', 'update-ref', 'refs/remotes/origin/main', 'HEAD~1');
    box.git('work', 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    box.git('work', 'branch', 'a/b.c', 'HEAD~4');
    box.git('work', 'branch', 'config', 'HEAD~2');
    box.git('work', 'branch', 'feed', 'HEAD~2');
    box.git('work', 'update-ref', 'FETCH_HEAD', 'HEAD~2');
    const full = box.git('work', 'rev-parse', 'one');
    const names = [
      'HEAD',
      '@',
      'main',
      'v1.0',
      'two',
      'HEAD-1',
      'origin/main',
      'origin',
      'a/b.c',
      'config',
      'feed',
      full,
    ];
    names.push(
      'FETCH_HEAD',
      'refs/heads/two',
      'refs/remotes/origin/main',
      'refs/remotes/origin',
      'heads/two',
      'tags/two',
      'remotes/origin/main',
      'nothing',
      full.slice(0, 8),
    );
    const steps = ['', '~', '^', '~2', '^^', '~1^', '~0', '^2', '^0', '^{tree}', '~99'];
    const blob = box.git('work', 'rev-parse', 'HEAD:other');
    for (const packed of [false, true]) {
      if (packed) box.git('work', 'pack-refs', '--all');
      const repository = await box.open('work');
      for (const revision of [...names.flatMap((name) => steps.map((step) => name + step)), blob, 'HEAD:other']) {
        const told = tell(box, `${revision}^{commit}`);
        expect([revision, await repository.resolve(revision)]).toEqual([revision, told]);
      }
    }
  });

  it('resolves what people write, and nothing that looks like an option', async () => {
    const box = grown();
    const repository = await box.open('work');
    const head = box.git('work', 'rev-parse', 'HEAD');
    for (const revision of ['HEAD', 'main', head, head.slice(0, 10), '@', 'main@{0}'])
      expect(await repository.resolve(revision)).toBe(head);
    expect(await repository.resolve('one')).toBe(box.git('work', 'rev-parse', 'one'));
    for (const revision of ['', 'none', '--all', '-h', 'HEAD:p', 'a\nb', 'HEAD..one', '^HEAD'])
      expect(await repository.resolve(revision)).toBeUndefined();
    const [one, two] = [box.git('work', 'rev-parse', 'one'), box.git('work', 'rev-parse', 'two')];
    expect(await repository.mergeBases(one, two)).toEqual([box.git('work', 'merge-base', 'one', 'two')]);
    const stranger = box.git('work', 'commit-tree', '-m', 'x', box.git('work', 'rev-parse', 'HEAD^{tree}'));
    expect(await repository.mergeBases(one, stranger)).toEqual([]);
  });
});
