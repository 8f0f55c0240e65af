import type { CommitInfo, Oid, WalkedCommit } from '../../ports/git.ts';
import { bulkObjects } from './bulk-objects.ts';
import { type Changed, changesOf, type Folder, fromBytes, missing } from './changes-of.ts';
import { parseCommit } from './commit-text.ts';
import { TreeInspector } from './inspect-trees.ts';
import type { ObjectFormat } from './oid.ts';
import { oidOf } from './raw-object.ts';
import type { GitRunner } from './run-git.ts';
import { type LineReaders, walkLine } from './walk-line.ts';

export interface Walk {
  base: Oid | undefined;
  head: Oid;
  folders: readonly string[];
  format: ObjectFormat;
  /** Leaves out the commits that change nothing below the folders. */
  touching?: boolean;
}

/**
 * Every commit after `base` up to `head`, parents before children, with what it changed below the folders against each
 * parent; no folders means everywhere, and their names count in any case.
 */
export async function* walkCommits(
  readers: LineReaders & { git: GitRunner },
  walk: Walk,
): AsyncGenerator<WalkedCommit> {
  const { base, head, folders, touching = false } = walk;
  const line = base === undefined || touching ? undefined : await walkLine(readers, { base, head, folders });
  yield* line ?? walkWithGit(readers.git, walk);
}

/**
 * Two Gits run side by side with the caller: one gives the commits, one the changes. Each commit is checked against
 * its id, and its parents against those that Git walked by: a commit graph that hides commits is an error here. Only a
 * commit without walked parents may have some, where a shallow clone ends.
 */
async function* walkWithGit(
  git: GitRunner,
  { base, head, folders, format, touching = false }: Walk,
): AsyncGenerator<WalkedCommit> {
  const range = base === undefined ? [head] : [head, `^${base}`];
  const line = touching ? await listTouching(git, range, folders) : await list(git, range);
  const commits = line.map((each) => each.split(' ') as [Oid, ...Oid[]]);
  const pairs = commits.flatMap(([commit, ...parents]) =>
    parents.length === 0 ? [commit] : parents.map((parent) => `${commit} ${parent}`),
  );
  const changes = changesOf(git, pairs, folders);
  const oids = commits.map(([commit]) => commit);
  const inspector = new TreeInspector(git, format);
  let at = 0;
  let ready: Walked[] = [];
  try {
    for await (const batch of bulkObjects(git, oids)) {
      for (const object of batch) {
        const [oid = '', ...parents] = commits[at++] ?? [];
        if (object?.type !== 'commit' || oidOf('commit', object.data, format) !== oid) throw missing(oid);
        const commit = parseCommit(oid, object.data);
        if (parents.length > 0 && parents.join() !== commit.parents.join()) throw missing(oid);
        const against: Changed[] = [];
        for (let count = Math.max(1, parents.length); count > 0; count--) {
          const next = await changes.next();
          if (next.done) throw missing(oid);
          against.push(next.value);
        }
        ready.push({ commit, against });
      }
      if (ready.length < handful) continue;
      yield* inspected(inspector, ready);
      ready = [];
    }
    yield* inspected(inspector, ready);
  } finally {
    await changes.return(undefined);
  }
}

/** So many commits are looked at together: a Git of its own reads their trees. */
const handful = 2_500;

interface Walked {
  commit: CommitInfo;
  against: readonly Changed[];
}

async function* inspected(inspector: TreeInspector, walked: readonly Walked[]): AsyncGenerator<WalkedCommit> {
  await inspector.look(walked.flatMap((each) => foldersOf(each).map(({ tree }) => tree)));
  for (const each of walked) {
    const malformedTree = inspector.sound ? undefined : firstFault(inspector, foldersOf(each));
    const changes = each.against.map(({ files }) => files);
    yield { ...each.commit, changes, ...(malformedTree && { malformedTree }) };
  }
}

function foldersOf({ commit, against }: Walked): readonly Folder[] {
  return [{ path: '', tree: commit.tree }, ...against.flatMap(({ folders }) => folders)];
}

function firstFault(inspector: TreeInspector, folders: readonly Folder[]): WalkedCommit['malformedTree'] {
  for (const { path, tree } of folders) {
    const fault = inspector.faultOf(tree);
    if (fault === undefined) continue;
    return { path: path === '' ? fault.name : `${fromBytes(path)}/${fault.name}`, reason: fault.reason };
  }
  return undefined;
}

async function list(git: GitRunner, range: readonly string[]): Promise<string[]> {
  const args = ['rev-list', '--topo-order', '--reverse', '--parents', ...range, '--'];
  return (await git.must(args)).toString().split('\n').filter(Boolean);
}

/** Real parents are printed by the format; `--parents` would rewrite them to the simplified history. */
async function listTouching(git: GitRunner, range: readonly string[], paths: readonly string[]): Promise<string[]> {
  const args = ['rev-list', '--topo-order', '--reverse', '--full-history', '--format=%H %P', ...range, '--'];
  const lines = (await git.must([...args, ...paths.map((path) => `:(literal,top)${path}`)])).toString().split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('commit ')).map((line) => line.trimEnd());
}
