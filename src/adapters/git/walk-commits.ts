import type { Oid, WalkedCommit } from '../../ports/git.ts';
import { nearCommits } from './near-commits.ts';
import type { ObjectFormat } from './oid.ts';
import type { GitRunner } from './run-git.ts';
import { WalkThread } from './walk-apart.ts';
import { type LineReaders, walkLine } from './walk-line.ts';
import { walkListed } from './walk-listed.ts';

export interface WalkReaders extends LineReaders {
  git: GitRunner;
  /** The program of a thread that walks, where there is one. */
  thread: string | undefined;
  /** Roughly how many objects are packed. */
  packed(): number;
}

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
export async function* walkCommits(readers: WalkReaders, walk: Walk): AsyncGenerator<WalkedCommit> {
  const { base, head, folders, touching = false } = walk;
  const isNear = base !== undefined || readers.packed() < objectsOfFew;
  const line = isNear ? await walkLine(readers, { base, head, folders, touching }) : undefined;
  yield* line ?? walkWithGit(readers, walk);
}

/** A commit brings itself, its file and the folders above it. */
const objectsEach = 7;
/** Where more is packed, a line from the first commit on is hardly short. */
const objectsOfFew = objectsEach * nearCommits;
/** From so many commits on a thread of its own pays. */
const many = 1_000;
/** Where so much is packed, a thread gets ready while Git lists. */
const objectsOfMany = objectsEach * many;

async function* walkWithGit(
  { git, thread, packed }: WalkReaders,
  { base, head, folders, format, touching = false }: Walk,
): AsyncGenerator<WalkedCommit> {
  const range = base === undefined ? [head] : [head, `^${base}`];
  if (thread === undefined || touching) {
    const lines = touching ? await listTouching(git, range, folders) : await list(git, range);
    yield* walkListed(git, { lines, folders, format });
    return;
  }
  const early = base === undefined && packed() > objectsOfMany ? new WalkThread(thread) : undefined;
  try {
    const listed = { lines: await list(git, range), folders, format };
    if (listed.lines.length < many) yield* walkListed(git, listed);
    else yield* (early ?? new WalkThread(thread)).walk({ git: git.told(), listed });
  } finally {
    await early?.stop();
  }
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
