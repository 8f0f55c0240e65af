import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid, PathChange } from '../../ports/git.ts';
import { FirstParentLine, type LineCommit } from './first-parent-line.ts';
import type { PathProbe } from './path-probe.ts';
import type { GitRunner } from './run-git.ts';

const firstStride = 32;

/**
 * The commits that changed what lies at a path, newest first, back to the one that added it.
 *
 * Only the first-parent line is walked, in strides that double; a stride with the same object at both ends is taken as
 * unchanged, any other is bisected. So the cost follows the number of changes, not of commits, and a change that is
 * undone again inside one stride (A, B, A) may be missed: records only grow, so their content never comes back.
 * A merge that changed the path is followed by the commits of its merged sides that touched it. A change of file mode
 * alone is no change. For a path that is gone at the tip, the commit that deleted it comes first.
 * In a shallow clone the history ends where the clone does, as if the path had been added there.
 */
export async function historyOf(git: GitRunner, probe: PathProbe, tip: Oid, path: string): Promise<PathChange[]> {
  if (path.includes('\n')) throw new RgzError('input.invalid', 'A path with a line break has no history.');
  const current = await probe.at(tip, path);
  if (current !== undefined) return walk(git, probe, tip, path, current);
  const deletion = await lastTouch(git, tip, path);
  const parent = deletion?.parents[0];
  if (deletion === undefined || parent === undefined) return [];
  const before = await probe.at(parent, path);
  if (before === undefined) return [];
  const change: PathChange = { commit: deletion.commit, blob: undefined, before };
  return [
    change,
    ...(await mergedSides(git, probe, deletion, path)),
    ...(await walk(git, probe, parent, path, before)),
  ];
}

async function walk(git: GitRunner, probe: PathProbe, tip: Oid, path: string, current: Oid): Promise<PathChange[]> {
  const line = new FirstParentLine(git, tip);
  const search = new ChangeSearch(line, probe, path);
  const changes: PathChange[] = [];
  try {
    let newer = { index: 0, blob: current as Oid | undefined };
    for (let stride = firstStride; newer.blob !== undefined; stride *= 2) {
      const wanted = newer.index + stride;
      const reached = await line.reach(wanted + 1);
      const older =
        reached > wanted ? { index: wanted, blob: await search.at(wanted) } : { index: reached, blob: undefined };
      for await (const { index, blob, before } of search.between(newer, older)) {
        const commit = line.at(index);
        changes.push({ commit: commit.commit, blob, before }, ...(await mergedSides(git, probe, commit, path)));
        if (before === undefined) return changes;
      }
      newer = older;
    }
    return changes;
  } finally {
    line.close();
  }
}

interface Point {
  index: number;
  blob: Oid | undefined;
}

/** Finds the commits between two points of a line at which the object at the path became another. */
class ChangeSearch {
  private readonly line: FirstParentLine;
  private readonly probe: PathProbe;
  private readonly path: string;

  constructor(line: FirstParentLine, probe: PathProbe, path: string) {
    this.line = line;
    this.probe = probe;
    this.path = path;
  }

  at(index: number): Promise<Oid | undefined> {
    return this.probe.at(this.line.at(index).commit, this.path);
  }

  /** Newest first; each with the object after and before. One past the last commit there is nothing. */
  async *between(newer: Point, older: Point): AsyncGenerator<Point & { before: Oid | undefined }> {
    if (newer.blob === older.blob) return;
    if (older.index - newer.index === 1) {
      yield { ...newer, before: older.blob };
      return;
    }
    const index = (newer.index + older.index) >> 1;
    const middle = { index, blob: await this.at(index) };
    yield* this.between(newer, middle);
    yield* this.between(middle, older);
  }
}

async function mergedSides(git: GitRunner, probe: PathProbe, merge: LineCommit, path: string): Promise<PathChange[]> {
  const [first, ...others] = merge.parents;
  if (first === undefined || others.length === 0) return [];
  const touched = await touching(git, ['--full-history', '--topo-order', ...others, `^${first}`], path);
  return Promise.all(
    touched.map(async ({ commit, parents: [parent] }) => {
      const [blob, before] = await Promise.all([probe.at(commit, path), parent && probe.at(parent, path)]);
      return { commit, blob, before };
    }),
  );
}

async function lastTouch(git: GitRunner, tip: Oid, path: string): Promise<LineCommit | undefined> {
  const [found] = await touching(git, ['--first-parent', '--max-count=1', tip], path);
  return found;
}

/** Real parents are printed by the format; `--parents` would rewrite them to the simplified history. */
async function touching(git: GitRunner, revisions: readonly string[], path: string): Promise<LineCommit[]> {
  const args = ['rev-list', '--format=%H %P', ...revisions, '--', `:(literal,top)${path}`];
  const lines = (await git.must(args)).toString().split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('commit '))
    .map((line) => {
      const [commit = '', ...parents] = line.split(' ');
      return { commit, parents: parents.filter(Boolean) };
    });
}
