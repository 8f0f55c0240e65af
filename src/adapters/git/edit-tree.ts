import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid, TreeEntry } from '../../ports/git.ts';
import type { ObjectStore } from './object-store.ts';
import { findEntry } from './raw-tree.ts';
import { splitPath } from './record-path.ts';
import { spliceTree } from './splice-tree.ts';

const folderMode = '40000';
const fileModes = new Set(['100644', '100755', '100664']);

/** What is to become of a file: bytes to write, an object that is there already, or null to delete it. */
export type FileEdit = Buffer | { oid: Oid } | null;

type Edits = Map<string, FileEdit | Edits>;

/**
 * Writes the trees and blobs that turn a tree into one with these files (null deletes), and returns the new root.
 * Only the trees on the paths are rewritten; every other entry keeps its bytes. Folders that become empty go.
 */
export async function editTree(
  store: ObjectStore,
  root: Oid | undefined,
  files: ReadonlyMap<string, FileEdit>,
): Promise<Oid> {
  return (await editFolder(store, root, group(files), '')) ?? store.write('tree', Buffer.alloc(0));
}

async function editFolder(
  store: ObjectStore,
  oid: Oid | undefined,
  edits: Edits,
  where: string,
): Promise<Oid | undefined> {
  const before = oid === undefined ? Buffer.alloc(0) : await store.tree(oid);
  const changes = new Map<string, TreeEntry | undefined>();
  for (const [name, edit] of edits) {
    const present = findEntry(before, name, store.format);
    const path = where + name;
    if (edit instanceof Map) {
      if (present !== undefined && present.mode !== folderMode) throw inTheWay(path, present, 'a folder');
      const next = await editFolder(store, present?.oid, edit, `${path}/`);
      if (next !== present?.oid) changes.set(name, entry(name, folderMode, next));
      continue;
    }
    if (present !== undefined && !fileModes.has(present.mode)) throw inTheWay(path, present, 'a file');
    const next = Buffer.isBuffer(edit) ? store.write('blob', edit) : edit?.oid;
    if (next !== present?.oid) changes.set(name, entry(name, present?.mode ?? '100644', next));
  }
  if (changes.size === 0) return before.length === 0 ? undefined : oid;
  const after = spliceTree(before, changes, store.format);
  return after.length === 0 ? undefined : store.write('tree', after);
}

function entry(name: string, mode: string, oid: Oid | undefined): TreeEntry | undefined {
  return oid === undefined ? undefined : { name, mode, oid };
}

function group(files: ReadonlyMap<string, FileEdit>): Edits {
  const root: Edits = new Map();
  for (const [path, content] of files) {
    const segments = splitPath(path);
    const name = segments.pop() ?? '';
    let folder = root;
    for (const segment of segments) {
      const below = folder.has(segment) ? folder.get(segment) : new Map();
      if (!(below instanceof Map)) throw bothWays(path);
      folder.set(segment, below);
      folder = below;
    }
    if (folder.has(name)) throw bothWays(path);
    folder.set(name, content);
  }
  return root;
}

function bothWays(path: string): RgzError {
  return new RgzError('input.invalid', `${path} cannot be a file and a folder at once.`);
}

function inTheWay(path: string, present: TreeEntry, wanted: string): RgzError {
  const kinds: Record<string, string> = { '40000': 'a folder', '120000': 'a symbolic link', '160000': 'a submodule' };
  const kind = kinds[present.mode] ?? 'a file';
  return new RgzError('input.invalid', `${path} is ${kind} in the repository, so ${wanted} cannot be written there.`);
}
