import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Oid, TreeEntry } from '../../ports/git.ts';
import type { ObjectFormat } from './oid.ts';
import type { TreeWalk } from './tree-walk.ts';

const few = 50;
const plainFile = /^100(644|755)$/;

/**
 * The few paths that differ between two trees, if each file is byte for byte what `from` says (or absent, as it says).
 * Undefined where that can't be said so simply: many paths, links, converted line ends, edits. Then Git has to decide.
 */
export async function untouchedPaths(
  walk: TreeWalk,
  worktree: string,
  { from, to, format }: { from: Oid; to: Oid; format: ObjectFormat },
): Promise<Map<string, Oid | undefined> | undefined> {
  const paths = await walk.changedBetween(from, to);
  if (paths.length > few) return undefined;
  const found = new Map<string, Oid | undefined>();
  for (const path of paths) {
    const [before, after] = await Promise.all([walk.find(from, path), walk.find(to, path)]);
    if (!isPlain(before) || !isPlain(after) || reachesThroughLink(worktree, path)) return undefined;
    if (!isAsSaid(join(worktree, path), before?.oid, format)) return undefined;
    found.set(path, before?.oid);
  }
  return found;
}

/** True if a regular file holds exactly this object's bytes. */
export function holdsBlob(file: string, oid: Oid, format: ObjectFormat): boolean {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  const data = readFileSync(file);
  return createHash(format).update(`blob ${data.length}\0`).update(data).digest('hex') === oid;
}

function isAsSaid(file: string, oid: Oid | undefined, format: ObjectFormat): boolean {
  if (oid === undefined) return lstatSync(file, { throwIfNoEntry: false }) === undefined;
  return holdsBlob(file, oid, format);
}

function isPlain(entry: TreeEntry | undefined): boolean {
  return entry === undefined || plainFile.test(entry.mode);
}

/** A folder on the way that is a link or a file would lead a write somewhere else. */
function reachesThroughLink(worktree: string, path: string): boolean {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const stat = lstatSync(join(worktree, folder), { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isDirectory()) return true;
  }
  return false;
}
