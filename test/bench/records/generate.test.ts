import { join } from 'node:path';
import { expect, test } from 'vitest';
import { modeline } from '../../../src/adapters/records/layout.ts';
import { write } from '../../../src/adapters/yaml/print/write.ts';
import { readFast } from '../../../src/adapters/yaml/read-fast.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { homeAt, makeFolder, runGit } from '../../kit/folder.ts';
import { runRgz } from '../../kit/run-rgz.ts';
import { generate } from './generate.ts';

const until = Date.UTC(2026, 0, 1) / 1000;
const folder = makeFolder();
const env = homeAt(join(folder, 'home'), '');

function make(name: string, wanted: { records: number; commits?: number }): { gitDir: string; commits: number } {
  const gitDir = join(folder, `${name}.git`);
  return { gitDir, commits: generate(gitDir, { ...wanted, seed: 7, until }, env) };
}

test('what is made is a sound repository whose whole trail rgz finds good', async () => {
  const { gitDir, commits } = make('whole', { records: 120 });
  expect(runGit(gitDir, env, ['fsck', '--full', '--strict', '--no-dangling'])).toBe('');
  expect(Number(runGit(gitDir, env, ['rev-list', '--count', 'main']))).toBe(commits);
  const audit = (await runRgz(['audit', '--json'], { cwd: gitDir, env })).orThrow();
  expect(audit.json).toMatchObject({ ok: true, commits, records: 120, signed: commits, findings: [] });
  const check = (await runRgz(['check', '--json'], { cwd: gitDir, env })).orThrow();
  expect(check.json).toMatchObject({ ok: true, findings: [] });
});

test('the same wish gives the same commits, and a shorter one their beginning', () => {
  const [one, other] = [make('one', { records: 40 }), make('other', { records: 40 })];
  const short = make('short', { records: 40, commits: 60 });
  const tip = (gitDir: string) => runGit(gitDir, env, ['rev-parse', 'main']);
  expect(tip(one.gitDir)).toBe(tip(other.gitDir));
  expect(short.commits).toBe(60);
  runGit(one.gitDir, env, ['fetch', '--quiet', short.gitDir, 'main']);
  expect(runGit(one.gitDir, env, ['merge-base', '--is-ancestor', 'FETCH_HEAD', 'main'])).toBe('');
});

test('a file is what rgz would print, though it is put together from pieces', () => {
  const { gitDir } = make('texts', { records: 60 });
  const paths = runGit(gitDir, env, ['ls-tree', '-r', '--name-only', 'main', 'requests']).split('\n');
  expect(paths.length).toBe(60);
  for (const path of paths) {
    const text = `${runGit(gitDir, env, ['show', `main:${path}`])}\n`;
    const value = readFast(Buffer.from(text)) ?? null;
    expect(write(value, modeline(path, promotion.kind))).toBe(text);
  }
});
