import type { CommitInfo, Oid, WalkedCommit } from '../../ports/git.ts';
import type { BatchObject } from './batch-output.ts';
import { bulkObjects } from './bulk-objects.ts';
import { type Changed, changesOf, type Folder, fromBytes, missing } from './changes-of.ts';
import { parseCommit } from './commit-text.ts';
import { TreeInspector } from './inspect-trees.ts';
import type { ObjectFormat } from './oid.ts';
import type { GitRunner } from './run-git.ts';

export interface Listed {
  /** A commit a line, with its parents behind it, parents before children. */
  lines: readonly string[];
  folders: readonly string[];
  format: ObjectFormat;
}

interface Walked {
  commit: CommitInfo;
  against: readonly Changed[];
}

/** So many commits are looked at together; while Git reads their trees, the caller has those before them. */
const handful = 100;

/** Every commit of a list, in its order, with what it changed against each parent. */
export async function* walkListed(git: GitRunner, listed: Listed): AsyncGenerator<WalkedCommit> {
  const inspector = new TreeInspector(git, listed.format);
  let before: { walked: readonly Walked[]; looked: Promise<void> } | undefined;
  const next = (walked: readonly Walked[]) => {
    const looked = inspector.look(walked.flatMap((each) => foldersOf(each).map(({ tree }) => tree)));
    looked.catch(() => {});
    return { walked, looked };
  };
  try {
    let walked: Walked[] = [];
    for await (const batch of readListed(git, listed)) {
      walked.push(...batch);
      if (walked.length < handful) continue;
      const under = next(walked);
      walked = [];
      await before?.looked;
      if (before !== undefined) yield* inspected(inspector, before.walked);
      before = under;
    }
    const last = next(walked);
    for (const each of [before, last]) {
      await each?.looked;
      if (each !== undefined) yield* inspected(inspector, each.walked);
    }
  } finally {
    await inspector.close();
  }
}

/**
 * Two Gits run side by side with the caller: one gives the commits, one the changes. Each commit is checked against
 * its id, and its parents against those that Git walked by: a commit graph that hides commits is an error here. Only a
 * commit without walked parents may have some, where a shallow clone ends.
 */
async function* readListed(git: GitRunner, { lines, folders, format }: Listed): AsyncGenerator<readonly Walked[]> {
  const commits = lines.map((each) => each.split(' ') as [Oid, ...Oid[]]);
  const pairs = commits.flatMap(([commit, ...parents]) =>
    parents.length === 0 ? [commit] : parents.map((parent) => `${commit} ${parent}`),
  );
  const changes = changesOf(git, pairs, folders);
  const oids = commits.map(([commit]) => commit);
  let at = 0;
  let told: Changed[] = [];
  try {
    for await (const batch of bulkObjects(git, format, oids)) {
      const walked: Walked[] = [];
      for (const object of batch) {
        const [oid = '', ...parents] = commits[at++] ?? [];
        const commit = genuine(oid, parents, object);
        const count = Math.max(1, parents.length);
        while (told.length < count) {
          const next = await changes.next();
          if (next.done) throw missing(oid);
          told = told.concat(next.value);
        }
        walked.push({ commit, against: told.splice(0, count) });
      }
      yield walked;
    }
  } finally {
    await changes.return(undefined);
  }
}

function genuine(oid: Oid, parents: readonly Oid[], object: BatchObject): CommitInfo {
  if (object?.type !== 'commit' || object.oid !== oid) throw missing(oid);
  const commit = parseCommit(oid, object.data);
  if (parents.length > 0 && parents.join() !== commit.parents.join()) throw missing(oid);
  return commit;
}

function* inspected(inspector: TreeInspector, walked: readonly Walked[]): Generator<WalkedCommit> {
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
