import type { Oid } from '../../../ports/git.ts';
import type { TextMemory } from '../../../ports/text-memory.ts';
import type { ObjectFormat } from '../oid.ts';
import { indexChecksum, readIndex } from './index-file.ts';

/** A folder in which something is tracked. */
export interface KnownFolder {
  path: string;
  /** What is tracked there; undefined where the index does not say. */
  tree: Oid | undefined;
  /** What the file system said of the folder when nothing but that lay in it; undefined where that may not be relied on. */
  state: string | undefined;
}

/** What an index says of whole folders, below some top folders. */
export interface KnownIndex {
  /** Its checksum and the top folders; undefined for an index that cannot be told from others. */
  key: string | undefined;
  /** The tree of the whole index. */
  tree: Oid | undefined;
  folders: readonly KnownFolder[];
  /** Git was told not to look at some file. */
  hides: boolean;
  /** It is not what was remembered. */
  isNew: boolean;
}

/** Rises with what is noted of an index: what is of another form stands for no index as a whole. */
const form = 2;

type Row = readonly [path: string, tree: string, state: string];

/** Takes from memory what is still good; undefined where the index does not say enough. */
export function knownIndex(
  memory: TextMemory,
  file: string,
  format: ObjectFormat,
  tops: readonly string[],
): KnownIndex | undefined {
  const checksum = indexChecksum(file, format);
  const key = checksum === undefined ? undefined : JSON.stringify([form, checksum, ...tops]);
  const before = recallIndex(memory);
  if (key !== undefined && before?.key === key) return before;
  const facts = readIndex(file, format);
  if (facts === undefined) return undefined;
  const { trees, hides } = facts;
  const states = new Map(before?.folders.map(({ path, tree, state }) => [`${path} ${tree}`, state]));
  const folders = [...trees].flatMap(([path, tree]) => {
    if (!tops.some((top) => path === top || path.startsWith(`${top}/`))) return [];
    return [{ path, tree, state: tree === undefined ? undefined : states.get(`${path} ${tree}`) }];
  });
  return { key, tree: trees.get(''), folders, hides, isNew: true };
}

function recallIndex(memory: TextMemory): KnownIndex | undefined {
  const text = memory.recall();
  if (text === undefined) return undefined;
  const told = JSON.parse(text) as { key: string; tree: string; rows: readonly Row[]; hides: boolean };
  const { key, tree, rows, hides } = told;
  const folders = rows.map(([path, each, state]) => ({ path, tree: each || undefined, state: state || undefined }));
  return { key, tree: tree || undefined, folders, hides, isNew: false };
}

export function rememberIndex(memory: TextMemory, { key, tree, folders, hides }: KnownIndex): void {
  if (key === undefined) return;
  const rows = folders.map((each): Row => [each.path, each.tree ?? '', each.state ?? '']);
  memory.remember(JSON.stringify({ key, tree: tree ?? '', rows, hides }));
}
