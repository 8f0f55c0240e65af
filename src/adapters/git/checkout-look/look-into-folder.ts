import { type BigIntStats, type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid, TreeEntry } from '../../../ports/git.ts';
import type { KnownFolder } from './known-folders.ts';

/** A change within this time of a look may leave no trace in the times that a file system keeps. */
const settleMs = 2_500;

/**
 * Looks whether anything lies in a folder that is not tracked there. A folder's times change with every file that comes
 * or goes, so one that is as it was when it was looked into need not be read again.
 */
export async function lookIntoFolder(
  worktree: string,
  folder: KnownFolder,
  { now, readTree }: { now(): number; readTree(oid: Oid): Promise<readonly TreeEntry[]> },
): Promise<{ folder: KnownFolder; unsure: boolean }> {
  const { path, tree, state: before } = folder;
  const [unknown, start] = [{ path, tree, state: undefined }, now()];
  const stat = status(join(worktree, path));
  if (stat === undefined) return { folder: unknown, unsure: false };
  if (!stat.isDirectory() || tree === undefined) return { folder: unknown, unsure: true };
  const state = `${stat.dev} ${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs}`;
  if (before === state) return { folder, unsure: false };
  const tracked = new Map((await readTree(tree)).map(({ name, mode }) => [name, isFolder(mode)]));
  const entries = readdirSync(join(worktree, path), { withFileTypes: true });
  if (!entries.every((entry) => isTracked(entry, tracked))) return { folder: unknown, unsure: true };
  const newest = stat.mtimeNs > stat.ctimeNs ? stat.mtimeNs : stat.ctimeNs;
  const settled = newest / 1_000_000n < BigInt(start - settleMs);
  return { folder: { path, tree, state: settled ? state : undefined }, unsure: false };
}

/** Below a plain file, which may stand where folders were, nothing lies. */
function status(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** A name that is no text may be another than it seems. */
function isTracked(entry: Dirent, tracked: ReadonlyMap<string, boolean>): boolean {
  return !entry.name.includes('\ufffd') && tracked.get(entry.name) === entry.isDirectory();
}

/** A submodule is checked out as a folder. */
function isFolder(mode: string): boolean {
  return mode === '40000' || mode === '160000';
}
