import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Oid } from '../../ports/git.ts';
import type { Step } from './behind-markers.ts';
import type { CheckoutFiles } from './checkout-files.ts';
import { editTree, type FileEdit } from './edit-tree.ts';
import type { ObjectStore } from './object-store.ts';
import type { ObjectFormat } from './oid.ts';
import type { TreeWalk } from './tree-walk.ts';

export interface Interrupted {
  /** Every path that one of the steps changed. */
  paths: ReadonlySet<string>;
  /** A tree that says where the checkout is on these paths, to start a two-way merge from. */
  start: Oid;
}

/**
 * Finds out how far a checkout got on steps that were cut short. A path whose index entry is what some step left or
 * found counts as being there; a file that already holds the target's bytes is noted as arrived. Anything else at these
 * paths is somebody's own work: then the start is what it was before the steps, so that the merge stops at it.
 */
export async function whereInterrupted(
  { store, walk, files }: { store: ObjectStore; walk: TreeWalk; files: CheckoutFiles },
  steps: readonly Step[],
  { base, to }: { base: Oid; to: Oid },
): Promise<Interrupted> {
  const paths = new Set<string>();
  const trees = new Set<Oid | undefined>([base, to]);
  for (const { from, next } of steps) {
    trees.add(from).add(next);
    for (const path of await walk.changedBetween(from, next)) paths.add(path);
  }
  const indexed = await files.indexed([...paths]);
  const edits = new Map<string, FileEdit>();
  const arrived: { path: string; oid: Oid; mode: string }[] = [];
  for (const path of paths) {
    const target = await walk.find(to, path);
    const seen = await Promise.all([...trees].map((tree) => (tree === undefined ? undefined : walk.find(tree, path))));
    const at = indexed.get(path);
    if (at === target?.oid) continue;
    if (!seen.some((entry) => entry?.oid === at)) {
      edits.set(path, edit(seen.find((entry) => entry?.oid !== target?.oid)?.oid));
    } else if (target && holds(join(files.checkout.worktree, path), target.oid, store.format)) {
      arrived.push({ path, ...target });
    } else edits.set(path, edit(at));
  }
  await files.note(arrived);
  return { paths, start: await editTree(store, await walk.rootOf(base), edits) };
}

function edit(oid: Oid | undefined): FileEdit {
  return oid === undefined ? null : { oid };
}

function holds(file: string, oid: Oid, format: ObjectFormat): boolean {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  const data = readFileSync(file);
  return createHash(format).update(`blob ${data.length}\0`).update(data).digest('hex') === oid;
}
