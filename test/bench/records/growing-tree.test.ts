import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeAt, makeFolder, runGit } from '../../kit/folder.ts';
import { GrowingTree } from './growing-tree.ts';
import { PackWriter } from './pack-writer.ts';

test('a folder is what Git reads, in whatever order its entries came and however often it was written', () => {
  const folder = makeFolder();
  const env = homeAt(join(folder, 'home'), '');
  const gitDir = join(folder, 'trees.git');
  runGit(folder, env, ['init', '-q', '--bare', gitDir]);
  const pack = new PackWriter(gitDir);
  const tree = new GrowingTree(pack);
  const entries = new Map<string, string>();
  const written = Array.from({ length: 150 }, (_, turn) => {
    const name = `PR-2026-${9_990 + ((turn * 7) % 20)}.yaml`;
    const { oid } = pack.add('blob', Buffer.from(`version ${turn}\n`.repeat(turn)));
    entries.set(name, oid);
    tree.set(name, '100644', oid);
    return { oid: tree.write(), entries: [...entries].sort(([one], [other]) => (one < other ? -1 : 1)) };
  });
  tree.close();
  pack.end();
  expect(runGit(gitDir, env, ['fsck', '--full', '--strict', '--no-dangling'])).toBe('');
  for (const { oid, entries: expected } of written) {
    const listed = runGit(gitDir, env, ['ls-tree', '--format=%(path) %(objectname)', oid]).split('\n');
    expect(listed).toEqual(expected.map((entry) => entry.join(' ')));
  }
});
