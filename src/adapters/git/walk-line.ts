import type { Oid, WalkedCommit } from '../../ports/git.ts';
import type { NearCommits } from './near-commits.ts';
import type { TreeWalk } from './tree-walk.ts';

export interface LineReaders {
  near: NearCommits;
  trees: TreeWalk;
}

export interface Line {
  base: Oid | undefined;
  head: Oid;
  folders: readonly string[];
  /** Leaves out the commits that change nothing below the folders as they are spelt. */
  touching: boolean;
}

/** The commits of a short line with what each changed, read without Git; undefined where only Git can tell. */
export async function walkLine(
  { near, trees }: LineReaders,
  { base, head, folders, touching }: Line,
): Promise<readonly WalkedCommit[] | undefined> {
  const line = await near.lineBetween(base, head);
  if (line === undefined) return undefined;
  const walked: WalkedCommit[] = [];
  for (const commit of line) {
    const changes = await trees.changes(commit.parents[0], commit.tree, { folders, anyCase: true, submodules: false });
    if (changes === undefined) return undefined;
    if (!touching || changes.some(({ path }) => isBelow(path, folders))) walked.push({ ...commit, changes: [changes] });
  }
  return walked;
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
