import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid, PathChange } from '../../ports/git.ts';
import type { LineChanges } from './line-changes.ts';
import type { NearCommits } from './near-commits.ts';
import type { GitRunner } from './run-git.ts';
import { type LineCommit, touching } from './touching.ts';

export interface HistoryReaders {
  git: GitRunner;
  near: NearCommits;
  changes: LineChanges;
}

/**
 * The commits that changed what lies at a path, newest first, back to the one that added it.
 *
 * Only the first-parent line is walked. A merge that changed the path is followed by the commits of its merged sides that touched it. A change of file mode
 * alone is no change. For a path that is gone at the tip, the commit that deleted it comes first.
 * In a shallow clone the history ends where the clone does, as if the path had been added there.
 */
export async function historyOf(readers: HistoryReaders, tip: Oid, path: string): Promise<PathChange[]> {
  const { git, near } = readers;
  if (path.includes('\n')) throw new RgzError('input.invalid', 'A path with a line break has no history.');
  const current = await near.at(tip, path);
  if (current !== undefined) return walk(readers, tip, path, current);
  const deletion = await lastTouch(git, tip, path);
  const parent = deletion?.parents[0];
  if (deletion === undefined || parent === undefined) return [];
  const before = await near.at(parent, path);
  if (before === undefined) return [];
  const change: PathChange = { commit: deletion.commit, blob: undefined, before };
  return [change, ...(await mergedSides(readers, deletion, path)), ...(await walk(readers, parent, path, before))];
}

async function walk(readers: HistoryReaders, tip: Oid, path: string, current: Oid): Promise<PathChange[]> {
  const changes: PathChange[] = [];
  for (const { commit, parents, blob, before } of await readers.changes.of(tip, path, current))
    changes.push({ commit, blob, before }, ...(await mergedSides(readers, { commit, parents }, path)));
  return changes;
}

async function mergedSides({ git, near }: HistoryReaders, merge: LineCommit, path: string): Promise<PathChange[]> {
  const [first, ...others] = merge.parents;
  if (first === undefined || others.length === 0) return [];
  const changes: PathChange[] = [];
  const sides = ['--full-history', '--topo-order', ...others, `^${first}`];
  for await (const commits of touching(git, sides, [path])) {
    for (const { commit, parents } of commits) {
      const [blob, before] = await Promise.all([commit, parents[0]].map((at) => at && near.at(at, path)));
      changes.push({ commit, blob, before });
    }
  }
  return changes;
}

async function lastTouch(git: GitRunner, tip: Oid, path: string): Promise<LineCommit | undefined> {
  for await (const [found] of touching(git, ['--first-parent', '--max-count=1', tip], [path])) return found;
  return undefined;
}
