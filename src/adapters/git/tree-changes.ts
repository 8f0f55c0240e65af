import type { Oid, TreeChange } from '../../ports/git.ts';
import type { ObjectStore } from './object-store.ts';
import type { ObjectFormat } from './oid.ts';
import { type EntrySpan, spanAt } from './raw-tree.ts';
import { faultOfTree } from './tree-form.ts';

/** Which paths of a tree are wanted: those below some folders, or all of them. */
export interface Wanted {
  folders: readonly string[];
  /** The case of ASCII letters in the names of the folders does not count. */
  anyCase: boolean;
  /** Whether the commit of a submodule is told, which lies in another repository. */
  submodules: boolean;
}

/** One entry of a tree, its name still in bytes (latin1), as trees are sorted by bytes. */
interface RawEntry {
  name: string;
  mode: string;
  oid: Oid;
  isFolder: boolean;
}

const folderMode = '40000';
const submodule = '160000';
const modes: ReadonlySet<string> = new Set(['100644', '100755', '120000', folderMode, submodule]);
const gone = '000000';
const none = Buffer.alloc(0);

/** A tree that Git would not have written: what it means is for Git to say. */
class StrangeTree extends Error {}

/**
 * What `git diff-tree -r` says of two trees, read without it: the folders that are equal are not looked into.
 * undefined where a tree is not of the form that every reader understands alike.
 */
export async function treeChanges(
  store: Pick<ObjectStore, 'tree' | 'format'>,
  { before, after, wanted }: { before: Oid | undefined; after: Oid | undefined; wanted: Wanted },
): Promise<TreeChange[] | undefined> {
  const changes: TreeChange[] = [];
  const object = (entry: RawEntry | undefined) =>
    entry?.mode === submodule && !wanted.submodules ? undefined : entry?.oid;
  const note = (path: string, was: RawEntry | undefined, is: RawEntry | undefined) =>
    changes.push({
      path: Buffer.from(path, 'latin1').toString(),
      mode: is?.mode ?? gone,
      before: object(was),
      after: object(is),
    });
  try {
    await compare(store, { before, after, path: '' }, selector(wanted), note);
  } catch (error) {
    if (error instanceof StrangeTree || error instanceof RangeError) return undefined;
    throw error;
  }
  return changes;
}

interface Pair {
  before: Oid | undefined;
  after: Oid | undefined;
  /** Of the folder, with a slash at its end. */
  path: string;
}

type Select = (path: string, isFolder: boolean) => boolean;

async function compare(
  store: Pick<ObjectStore, 'tree' | 'format'>,
  { before, after, path }: Pair,
  select: Select,
  note: (path: string, was: RawEntry | undefined, is: RawEntry | undefined) => void,
): Promise<void> {
  if (before === after) return;
  const [old, now] = await Promise.all([before && store.tree(before), after && store.tree(after)]);
  if (now && faultOfTree(now, store.format) !== undefined) throw new StrangeTree();
  for (const [was, is] of differing(old || none, now || none, store.format)) {
    const name = was?.name ?? is?.name ?? '';
    const isFolder = (was ?? is)?.isFolder === true;
    if (!select(path + name, isFolder)) continue;
    if (isFolder) await compare(store, { before: was?.oid, after: is?.oid, path: `${path}${name}/` }, select, note);
    else note(path + name, was, is);
  }
}

/** The entries that are not alike, in the order of Git's trees; a folder and a file of one name are two entries. */
function* differing(old: Buffer, now: Buffer, format: ObjectFormat): Generator<[RawEntry?, RawEntry?]> {
  let left = sharedStart(old, now, format);
  let right = left;
  while (left < old.length || right < now.length) {
    const one = left < old.length ? spanAt(old, left, format) : undefined;
    const other = right < now.length ? spanAt(now, right, format) : undefined;
    if (one && other && old.compare(now, right, other.end, left, one.end) === 0) {
      [left, right] = [one.end, other.end];
      continue;
    }
    const [was, is] = [one && entryIn(old, one), other && entryIn(now, other)];
    const order = was === undefined ? 1 : is === undefined ? -1 : inTreeOrder(was, is);
    if (order <= 0) left = one?.end ?? left;
    if (order >= 0) right = other?.end ?? right;
    yield [order <= 0 ? was : undefined, order >= 0 ? is : undefined];
    // Most often that was all.
    if (old.compare(now, right, now.length, left, old.length) === 0) return;
  }
}

const stretch = 512;

/** The end of the last entry that lies in what both trees begin with. */
function sharedStart(old: Buffer, now: Buffer, format: ObjectFormat): number {
  const most = Math.min(old.length, now.length);
  let shared = 0;
  while (shared + stretch <= most && old.compare(now, shared, shared + stretch, shared, shared + stretch) === 0)
    shared += stretch;
  let end = 0;
  while (end < shared) {
    const next = spanAt(old, end, format).end;
    if (next > shared) return end;
    end = next;
  }
  return end;
}

function inTreeOrder(left: RawEntry, right: RawEntry): number {
  const [one, other] = [sortName(left), sortName(right)];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Trees sort a folder as if its name ended with a slash. */
function sortName({ name, isFolder }: RawEntry): string {
  return isFolder ? `${name}/` : name;
}

function entryIn(tree: Buffer, { start, nameStart, nameEnd, end }: EntrySpan): RawEntry {
  const mode = tree.toString('latin1', start, nameStart - 1);
  const name = tree.toString('latin1', nameStart, nameEnd);
  if (!modes.has(mode) || name === '' || name.includes('/')) throw new StrangeTree();
  return { name, mode, oid: tree.toString('hex', nameEnd + 1, end), isFolder: mode === folderMode };
}

/** True for what is wanted, and for folders on the way to it. */
function selector({ folders, anyCase }: Wanted): Select {
  if (folders.length === 0 || folders.includes('.')) return () => true;
  const plain = (text: string) => (anyCase ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text);
  const roots = folders.map((folder) => `${plain(Buffer.from(folder).toString('latin1'))}/`);
  return (path, isFolder) => {
    const asked = `${plain(path)}/`;
    return roots.some((root) => asked.startsWith(root) || (isFolder && root.startsWith(asked)));
  };
}
