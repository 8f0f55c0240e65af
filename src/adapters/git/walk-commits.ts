import type { Oid, WalkedCommit } from '../../ports/git.ts';
import type { ObjectFormat } from './oid.ts';
import type { GitRunner } from './run-git.ts';
import { walkApart } from './walk-apart.ts';
import { type LineReaders, walkLine } from './walk-line.ts';
import { walkListed } from './walk-listed.ts';

export interface WalkReaders extends LineReaders {
  git: GitRunner;
  /** The program of a thread that walks, where there is one. */
  thread: string | undefined;
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
  const line = base === undefined || touching ? undefined : await walkLine(readers, { base, head, folders });
  yield* line ?? walkWithGit(readers, walk);
}

/** From so many commits on a thread of its own pays. */
const many = 1_000;

async function* walkWithGit(
  { git, thread }: WalkReaders,
  { base, head, folders, format, touching = false }: Walk,
): AsyncGenerator<WalkedCommit> {
  const range = base === undefined ? [head] : [head, `^${base}`];
  const lines = touching ? await listTouching(git, range, folders) : await list(git, range);
  const listed = { lines, folders, format };
  if (thread === undefined || touching || lines.length < many) yield* walkListed(git, listed);
  else yield* walkApart(thread, { git: git.told(), listed });
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
