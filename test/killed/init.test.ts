import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { homeAt, makeFolder, runGit, writeUnder } from '../kit/folder.ts';
import { runRgz } from '../kit/run-rgz.ts';
import { killAt } from './kill-at.ts';
import { everyBoundary, meetBothEnds } from './kill-everywhere.ts';

let home: Record<string, string>;

beforeAll(() => {
  home = homeAt(makeFolder(), '[user]\n\tname = Ada Admin\n\temail = ada@example.com\n');
});

/** A folder to begin in: an empty one, or a repository with a commit; with a bare remote or without. */
function begin(history: boolean, remote: boolean) {
  const root = makeFolder();
  const git = (folder: string, ...args: string[]) => runGit(join(root, folder), home, args);
  if (remote) git('.', 'init', '-q', '--bare', 'remote.git');
  git('.', 'init', '-q', ...(history ? ['work'] : ['other']));
  if (history) {
    writeUnder(root, 'work/README.md', '# Ours\n');
    git('work', 'add', '-A');
    git('work', 'commit', '-q', '-m', 'before');
  }
  return { root, git, work: join(root, 'work') };
}

describe.each([
  ['with a remote', true],
  ['without one', false],
])('rgz init %s', (_where, remote) => {
  describe.each([
    ['of a new folder', false],
    ['in a repository that is there', true],
  ])('%s', (_what, history) => {
    test.each(['before', 'after'] as const)(
      'killed %s any time it starts Git, does its work when run again',
      async (when) => {
        const landedAt = async (nth: number): Promise<boolean | undefined> => {
          const { root, git, work } = begin(history, remote);
          const args = ['init', 'work', '--admin', 'ada@example.com', '--tenant', 'tenant-a'];
          if (remote) args.push('--remote', join(root, 'remote.git'));
          if (!(await killAt({ when, nth })(args, { cwd: root, env: home }))) return undefined;
          const [source, ...heads] = [
            remote ? 'remote.git' : 'work',
            'for-each-ref',
            '--format=%(refname)',
            'refs/heads/main',
          ];
          const born = existsSync(join(root, source, remote ? 'HEAD' : '.git')) && git(source, ...heads) !== '';
          const landed = born && git(source, 'ls-tree', '-r', '--name-only', 'main').includes('.rgz/config.yaml');
          (await runRgz([...args, '--json'], { cwd: root, env: home })).orThrow();
          expect(git('work', 'status', '--porcelain')).toBe('');
          expect(git('work', 'rev-list', '--count', 'main')).toBe(history ? '2' : '1');
          expect(git(source, 'rev-parse', 'refs/heads/main')).toBe(git('work', 'rev-parse', 'HEAD'));
          expect(git('work', 'fsck', '--strict', '--no-dangling', '--no-progress')).toBe('');
          for (const command of ['check', 'audit']) {
            const ran = await runRgz([command, '--json'], { cwd: work, env: home });
            expect(ran.orThrow().json).toMatchObject({ ok: true });
          }
          expect((await runRgz(['tenant', 'list', '--json'], { cwd: work, env: home })).json).toEqual(['tenant-a']);
          rmSync(root, { recursive: true });
          return landed;
        };
        await meetBothEnds(landedAt, everyBoundary);
      },
      300_000,
    );
  });
});
