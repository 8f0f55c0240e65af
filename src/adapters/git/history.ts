import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid, PathChange } from '../../ports/git.ts';
import type { FirstParentLine, LineCommit } from './first-parent-line.ts';
import type { LineChanges } from './line-changes.ts';
import { type NearCommits, nearCommits } from './near-commits.ts';
import type { PathProbe } from './path-probe.ts';
import type { GitRunner } from './run-git.ts';
import { touching } from './touching.ts';

const firstStride = 1;
/** So many commits are sooner asked one by one than by another Git. */
const few = 24;

export interface HistoryReaders {
  git: GitRunner;
  near: NearCommits;
  /** For what is far away. */
  probe: PathProbe;
  changes: LineChanges;
  lineFrom(tip: Oid): FirstParentLine;
}

/**
 * The commits that changed what lies at a path, newest first, back to the one that added it.
 *
 * Only the first-parent line is walked, in strides that double, and bisected for the commit that added it. From there
 * on every commit is looked at: a change that was undone again leaves no trace in what lies there, but somebody made it.
 * A merge that changed the path is followed by the commits of its merged sides that touched it. A change of file mode
 * alone is no change. For a path that is gone at the tip, the commit that deleted it comes first.
 * In a shallow clone the history ends where the clone does, as if the path had been added there.
 */
export async function historyOf(readers: HistoryReaders, tip: Oid, path: string): Promise<PathChange[]> {
  const { git, near, probe } = readers;
  if (path.includes('\n')) throw new RgzError('input.invalid', 'A path with a line break has no history.');
  const current = await near.at(tip, path);
  if (current !== undefined) return walk(readers, tip, path, current);
  const deletion = await lastTouch(git, tip, path);
  const parent = deletion?.parents[0];
  if (deletion === undefined || parent === undefined) return [];
  const before = await probe.at(parent, path);
  if (before === undefined) return [];
  const change: PathChange = { commit: deletion.commit, blob: undefined, before };
  return [change, ...(await mergedSides(git, probe, deletion, path)), ...(await walk(readers, parent, path, before))];
}

async function walk(readers: HistoryReaders, tip: Oid, path: string, current: Oid): Promise<PathChange[]> {
  const { git, probe } = readers;
  const line = readers.lineFrom(tip);
  const search = new ChangeSearch(line, readers, path);
  const found: Change[] = [];
  try {
    let newer = { index: 0, blob: current as Oid | undefined };
    for (let stride = firstStride; newer.blob !== undefined; stride *= 2) {
      const wanted = newer.index + stride;
      const reached = await line.reach(wanted + 1);
      const older =
        reached > wanted ? { index: wanted, blob: await search.at(wanted) } : { index: reached, blob: undefined };
      for await (const change of search.between(newer, older)) found.push(change);
      newer = older;
    }
    const changes: PathChange[] = [];
    for (const { commit, blob, before } of await search.complete(found)) {
      changes.push({ commit: commit.commit, blob, before }, ...(await mergedSides(git, probe, commit, path)));
      if (before === undefined) break;
    }
    return changes;
  } finally {
    line.leave();
  }
}

interface Point {
  index: number;
  blob: Oid | undefined;
}

/** A commit of the line at which the object at the path became another. */
interface Change {
  commit: LineCommit;
  index?: number;
  blob: Oid | undefined;
  before: Oid | undefined;
}

/** Finds the commits between two points of a line at which the object at the path became another. */
class ChangeSearch {
  private readonly line: FirstParentLine;
  private readonly readers: HistoryReaders;
  private readonly path: string;

  constructor(line: FirstParentLine, readers: HistoryReaders, path: string) {
    this.line = line;
    this.readers = readers;
    this.path = path;
  }

  at(index: number): Promise<Oid | undefined> {
    const { near, probe } = this.readers;
    return (index < nearCommits ? near : probe).at(this.line.at(index).commit, this.path);
  }

  /** Newest first; each with the object after and before. One past the last commit there is nothing. */
  async *between(newer: Point, older: Point): AsyncGenerator<Change> {
    if (newer.blob === older.blob) return;
    if (older.index - newer.index === 1) {
      yield { ...newer, commit: this.line.at(newer.index), before: older.blob };
      return;
    }
    const index = (newer.index + older.index) >> 1;
    const middle = { index, blob: await this.at(index) };
    yield* this.between(newer, middle);
    yield* this.between(middle, older);
  }

  /** The changes with those that were undone again, so that both ends of a stride were the same. */
  async complete(found: readonly Change[]): Promise<readonly Change[]> {
    const last = found.findIndex(({ before }) => before === undefined);
    const added = found[last];
    if (added?.index === undefined || added.index < 2) return found;
    if (added.index <= few) return this.oneByOne(added.index);
    const { readers, path } = this;
    const [newest, oldest] = [this.line.at(0).commit, added.commit.commit];
    const changes = await readers.changes.of({ newest, oldest, depth: added.index, path });
    return changes.length === last ? found : [...changes, added];
  }

  private async oneByOne(last: number): Promise<readonly Change[]> {
    const blobs = await Promise.all(Array.from({ length: last + 1 }, (_, index) => this.at(index)));
    return blobs.flatMap((blob, index): Change[] => {
      const before = blobs[index + 1];
      return blob === before ? [] : [{ commit: this.line.at(index), index, blob, before }];
    });
  }
}

async function mergedSides(git: GitRunner, probe: PathProbe, merge: LineCommit, path: string): Promise<PathChange[]> {
  const [first, ...others] = merge.parents;
  if (first === undefined || others.length === 0) return [];
  const touched = await touching(git, ['--full-history', '--topo-order', ...others, `^${first}`], [path]);
  return Promise.all(
    touched.map(async ({ commit, parents: [parent] }) => {
      const [blob, before] = await Promise.all([probe.at(commit, path), parent && probe.at(parent, path)]);
      return { commit, blob, before };
    }),
  );
}

async function lastTouch(git: GitRunner, tip: Oid, path: string): Promise<LineCommit | undefined> {
  const [found] = await touching(git, ['--first-parent', '--max-count=1', tip], [path]);
  return found;
}
