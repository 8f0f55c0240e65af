import type { KindDefinition } from '../../domain/kind.ts';
import type { GitRepository, Oid, PathChange } from '../../ports/git.ts';
import type { LostRecord } from '../../ports/records.ts';

/** Where a record lay that is not there any more, and the commit that deleted it; undefined where there never was one. */
export async function findLost(
  git: GitRepository,
  tip: Oid,
  { kind, id }: { kind: KindDefinition; id: string },
): Promise<LostRecord | undefined> {
  const path = kind.named?.path(id) ?? (await pathOf(git, tip, kind, id));
  if (path === undefined) return undefined;
  const gone = (await git.historyOf(tip, path)).filter(
    ({ blob, before }) => blob === undefined && before !== undefined,
  );
  // A merge that brings a deletion is none where the side that made it is known.
  const [commit] = (await withoutMerges(git, gone)).concat(gone);
  if (commit === undefined) return undefined;
  const { author } = await git.readCommit(commit.commit);
  return { kind, id, path, commit: commit.commit, author: author.email };
}

async function withoutMerges(git: GitRepository, changes: readonly PathChange[]): Promise<PathChange[]> {
  const merges = await Promise.all(
    changes.map(async ({ commit }) => (await git.readCommit(commit)).parents.length > 1),
  );
  return changes.filter((_, at) => !merges[at]);
}

async function pathOf(git: GitRepository, tip: Oid, kind: KindDefinition, id: string): Promise<string | undefined> {
  const commit = await git.lastTouch(tip, kind.folder, `${id}.yaml`);
  if (commit === undefined) return undefined;
  const [parent] = (await git.readCommit(commit)).parents;
  const changes = await git.diffTrees(parent, commit, [kind.folder]);
  return changes.find(({ path }) => kind.recognise(path)?.id === id)?.path;
}
