import type { TreeEntry } from '../../ports/git.ts';
import type { ObjectFormat } from './oid.ts';
import { isNamed, spanAt } from './raw-tree.ts';

const slash = Buffer.from('/');
const folder = 0x34; // the '4' of 40000

interface Change {
  name: Buffer;
  sortKey: Buffer;
  bytes: Buffer | undefined;
}

/**
 * Replaces, adds and takes out entries of a tree's bytes (undefined takes out), in Git's order: a folder sorts as if
 * its name ended with a slash. An entry that is replaced must stay what it was, file or folder.
 */
export function spliceTree(
  tree: Buffer,
  changes: ReadonlyMap<string, TreeEntry | undefined>,
  format: ObjectFormat,
): Buffer {
  const added: Change[] = [];
  const pending = new Map<string, Change>();
  for (const [text, entry] of changes) {
    const change = describe(text, entry);
    pending.set(change.name.toString('latin1'), change);
  }
  const kept: Buffer[] = [];
  const lengths = new Set([...pending.values()].map((change) => change.name.length));
  for (let at = 0, from = 0; at <= tree.length; ) {
    if (at === tree.length) {
      if (at > from) kept.push(tree.subarray(from, at));
      break;
    }
    const span = spanAt(tree, at, format);
    at = span.end;
    if (!lengths.has(span.nameEnd - span.nameStart)) continue;
    const change = pending.get(tree.toString('latin1', span.nameStart, span.nameEnd));
    if (change === undefined || !isNamed(tree, span, change.name)) continue;
    pending.delete(change.name.toString('latin1'));
    if (span.start > from) kept.push(tree.subarray(from, span.start));
    if (change.bytes !== undefined) kept.push(change.bytes);
    from = span.end;
  }
  for (const change of pending.values()) if (change.bytes !== undefined) added.push(change);
  const result = Buffer.concat(kept);
  return added.length === 0 ? result : insert(result, added, format);
}

function insert(tree: Buffer, added: Change[], format: ObjectFormat): Buffer {
  added.sort((one, other) => Buffer.compare(one.sortKey, other.sortKey));
  const parts: Buffer[] = [];
  let next = 0;
  let from = 0;
  for (let at = 0; at < tree.length && next < added.length; ) {
    const span = spanAt(tree, at, format);
    const isFolder = tree[span.start] === folder;
    const name = tree.subarray(span.nameStart, span.nameEnd);
    const key = isFolder ? Buffer.concat([name, slash]) : name;
    for (let change = added[next]; change !== undefined; change = added[++next]) {
      if (Buffer.compare(change.sortKey, key) > 0) break;
      parts.push(tree.subarray(from, at), change.bytes ?? Buffer.alloc(0));
      from = at;
    }
    at = span.end;
  }
  parts.push(tree.subarray(from), ...added.slice(next).map((change) => change.bytes ?? Buffer.alloc(0)));
  return Buffer.concat(parts);
}

function describe(text: string, entry: TreeEntry | undefined): Change {
  const name = Buffer.from(text);
  if (entry === undefined) return { name, sortKey: name, bytes: undefined };
  const bytes = Buffer.concat([Buffer.from(`${entry.mode} `), name, Buffer.from([0]), Buffer.from(entry.oid, 'hex')]);
  return { name, sortKey: entry.mode === '40000' ? Buffer.concat([name, slash]) : name, bytes };
}
