import { join } from 'node:path';
import type { Oid } from '../../ports/git.ts';
import type { Step } from './behind-markers.ts';
import type { Blocked, CheckoutFiles } from './checkout-files.ts';
import { editTree, type FileEdit } from './edit-tree.ts';
import type { ObjectStore } from './object-store.ts';
import type { TreeWalk } from './tree-walk.ts';
import { holdsBlob } from './untouched-paths.ts';

export interface Interrupted {
  /** Every path that one of the steps changed. */
  paths: ReadonlySet<string>;
  /** A tree that says where the checkout is on these paths, to start a two-way merge from. */
  start: Oid;
  blocked: Blocked | undefined;
}

/**
 * Finds out how far a checkout got on steps that were cut short. A path whose index entry is what some step left or
 * found counts as being there; a file that already holds the bytes of a later step is noted as arrived there. Anything else at these
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
    const seen = await Promise.all([...trees].map((tree) => (tree === undefined ? undefined : walk.find(tree, path))));
    const target = seen[1];
    const at = indexed.get(path);
    const file = join(files.checkout.worktree, path);
    const held = seen.find(
      (entry) => entry !== undefined && entry.oid !== at && holdsBlob(file, entry.oid, store.format),
    );
    if (!seen.some((entry) => entry?.oid === at)) {
      edits.set(path, edit(seen.find((entry) => entry?.oid !== target?.oid)?.oid));
    } else if (held !== undefined) {
      arrived.push({ path, ...held });
      edits.set(path, edit(held.oid));
    } else edits.set(path, edit(at));
  }
  const blocked = await files.note(arrived);
  return { paths, blocked, start: await editTree(store, await walk.rootOf(base), edits) };
}

function edit(oid: Oid | undefined): FileEdit {
  return oid === undefined ? null : { oid };
}
