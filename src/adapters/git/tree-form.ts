import { type ObjectFormat, oidBytes } from './oid.ts';

/** What of a tree Git itself would not have written, so that one program finds there what another does not. */
export interface TreeFault {
  /** The entry that is at fault. */
  name: string;
  reason: string;
}

const folder = 0o40000;
const modes: ReadonlySet<number> = new Set([0o100644, 0o100755, 0o120000, folder, 0o160000]);
const longestMode = 6;
const [space, zero, seven, slash] = [0x20, 0x30, 0x37, 0x2f];

interface Name {
  start: number;
  end: number;
  isFolder: boolean;
}

/**
 * Entries in another order, twice, with modes of another spelling, or with names that no file can have.
 * An audit looks at each entry of each tree that ever was, so this goes through the bytes once and builds nothing of them.
 */
export function faultOfTree(tree: Buffer, format: ObjectFormat): TreeFault | undefined {
  const names: Name[] = [];
  for (let at = 0; at < tree.length; ) {
    const start = tree.indexOf(space, at) + 1;
    const end = tree.indexOf(0, start);
    const next = end + 1 + oidBytes[format];
    if (start === 0 || end < 0 || next > tree.length) return { name: '', reason: 'it is cut off' };
    const mode = modeIn(tree, at, start - 1);
    const name = { start, end, isFolder: mode === folder };
    const reason =
      mode === undefined
        ? 'its mode is not one of Git’s'
        : (faultOfName(tree, name) ?? faultOfPlace(tree, names, name));
    if (reason !== undefined) return { name: tree.toString('utf8', start, end), reason };
    names.push(name);
    at = next;
  }
  return undefined;
}

/** undefined for what Git would not have written. */
function modeIn(tree: Buffer, start: number, end: number): number | undefined {
  if (tree[start] === zero || end - start > longestMode) return undefined;
  let mode = 0;
  for (let at = start; at < end; at++) {
    const digit = tree[at] ?? 0;
    if (digit < zero || digit > seven) return undefined;
    mode = mode * 8 + digit - zero;
  }
  return modes.has(mode) ? mode : undefined;
}

const longestForbidden = '.git'.length;

function faultOfName(tree: Buffer, { start, end }: Name): string | undefined {
  if (start === end) return 'it has no name';
  for (let at = start; at < end; at++) if (tree[at] === slash) return 'its name holds a slash';
  if (end - start > longestForbidden) return undefined;
  return /^(\.\.?|\.git)$/i.test(tree.toString('latin1', start, end)) ? 'no file can have its name' : undefined;
}

/** Git sorts by bytes, a folder as if its name ended with a slash. */
function faultOfPlace(tree: Buffer, before: readonly Name[], name: Name): string | undefined {
  const last = before.at(-1);
  if (last === undefined) return undefined;
  const shared = sharedBytes(tree, last, name);
  if (byteAt(tree, last, shared) >= byteAt(tree, name, shared))
    return isWhole(last, shared) && isWhole(name, shared) ? 'it is there twice' : 'it is out of order';
  return name.isFolder && hasFile(tree, before, name) ? 'it is there twice' : undefined;
}

/** A folder may come a while after a file of the same name: what lies between begins with that name. */
function hasFile(tree: Buffer, before: readonly Name[], name: Name): boolean {
  for (let index = before.length - 1; index >= 0; index--) {
    const each = before[index];
    if (each === undefined || !isWhole(name, sharedBytes(tree, each, name))) return false;
    if (each.end - each.start === name.end - name.start) return true;
  }
  return false;
}

function sharedBytes(tree: Buffer, one: Name, other: Name): number {
  const most = Math.min(one.end - one.start, other.end - other.start);
  let shared = 0;
  while (shared < most && tree[one.start + shared] === tree[other.start + shared]) shared++;
  return shared;
}

function isWhole({ start, end }: Name, length: number): boolean {
  return end - start === length;
}

function byteAt(tree: Buffer, { start, end, isFolder }: Name, at: number): number {
  if (start + at < end) return tree[start + at] ?? 0;
  return isFolder ? slash : 0;
}
