import type { KindDefinition } from '../../domain/kind.ts';
import type { GitRepository, Oid, PathChange } from '../../ports/git.ts';
import type { LostRecord } from '../../ports/records.ts';

interface Range {
  base: Oid | undefined;
  tip: Oid;
}

/** Where a record lay that is not there any more, and the commit that deleted it; undefined where none in the range did. */
export async function findLost(
  git: GitRepository,
  range: Range,
  { kind, id }: { kind: KindDefinition; id: string },
): Promise<LostRecord | undefined> {
  const { tip } = range;
  const path = await pathOf(git, range, kind, id);
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

async function pathOf(git: GitRepository, range: Range, kind: KindDefinition, id: string): Promise<string | undefined> {
  const named = kind.named?.path(id);
  const [, folder = kind.folder, name = `${id}.yaml`] = /^(.+)\/([^/]+)$/.exec(named ?? '') ?? [];
  const commit = await git.lastTouch(range, { folder, name });
  if (commit === undefined || named !== undefined) return commit && named;
  const [parent] = (await git.readCommit(commit)).parents;
  const changes = await git.diffTrees(parent, commit, [folder]);
  return changes.find(({ path }) => kind.recognise(path)?.id === id)?.path;
}
