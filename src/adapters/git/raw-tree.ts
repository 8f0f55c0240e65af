import type { TreeEntry } from '../../ports/git.ts';
import { type ObjectFormat, oidBytes } from './oid.ts';

const space = 0x20;

/** Where an entry lies in a tree's bytes: mode, space, name, NUL, object id. */
export interface EntrySpan {
  start: number;
  nameStart: number;
  nameEnd: number;
  end: number;
}

/** The span of the entry that starts at a position. */
export function spanAt(tree: Buffer, start: number, format: ObjectFormat): EntrySpan {
  let at = start;
  while (at < tree.length && tree[at] !== space) at++;
  const nameStart = at + 1;
  const nameEnd = tree.indexOf(0, nameStart);
  const end = nameEnd + 1 + oidBytes[format];
  if (nameEnd < 0 || end > tree.length) throw new RangeError('The tree object is damaged.');
  return { start, nameStart, nameEnd, end };
}

/** The entry in a span, with its mode as Git writes it: other programs have put zeros before it. */
function entryAt(tree: Buffer, span: EntrySpan): TreeEntry {
  return {
    name: tree.toString('utf8', span.nameStart, span.nameEnd),
    mode: tree.toString('latin1', span.start, span.nameStart - 1).replace(/^0+/, ''),
    oid: tree.toString('hex', span.nameEnd + 1, span.end),
  };
}

/** All entries of a tree. */
export function entriesOf(tree: Buffer, format: ObjectFormat): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < tree.length; ) {
    const span = spanAt(tree, at, format);
    entries.push(entryAt(tree, span));
    at = span.end;
  }
  return entries;
}

/** Searches one name without building the other entries. */
export function findEntry(tree: Buffer, name: string, format: ObjectFormat): TreeEntry | undefined {
  const wanted = Buffer.from(name);
  for (let at = 0; at < tree.length; ) {
    const span = spanAt(tree, at, format);
    if (isNamed(tree, span, wanted)) return entryAt(tree, span);
    at = span.end;
  }
  return undefined;
}

/** True if a span's name is these bytes. */
export function isNamed(tree: Buffer, span: EntrySpan, name: Buffer): boolean {
  return (
    span.nameEnd - span.nameStart === name.length &&
    tree.compare(name, 0, name.length, span.nameStart, span.nameEnd) === 0
  );
}
