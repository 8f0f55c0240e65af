import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { type ObjectFormat, oidBytes } from '../oid.ts';
import { type FolderTrees, parseFolderTrees } from './folder-trees.ts';

const headBytes = 12;
/** Of an entry: what `stat` said, before its object id. */
const statBytes = 40;
const extended = 0x4000;
const longName = 0x0fff;

/** The checksum that an index ends with; undefined where there is no index, or one that is written without. */
export function indexChecksum(file: string, format: ObjectFormat): string | undefined {
  try {
    const opened = openSync(file, 'r');
    try {
      const width = oidBytes[format];
      const bytes = Buffer.alloc(width);
      const got = readSync(opened, bytes, 0, width, fstatSync(opened).size - width);
      return got === width && bytes.some((byte) => byte !== 0) ? bytes.toString('hex') : undefined;
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}

/** The trees that an index would be written as, by folder; undefined where it does not say, or is not fully understood. */
export function folderTreesIn(file: string, format: ObjectFormat): FolderTrees | undefined {
  try {
    const index = readFileSync(file);
    const end = index.length - oidBytes[format];
    for (let at = extensionsAt(index, format); at + 8 <= end; ) {
      const name = index.toString('latin1', at, at + 4);
      const next = at + 8 + index.readUInt32BE(at + 4);
      // What begins with a small letter changes what the entries mean: a part of the index lies elsewhere, or folders stand for files.
      if (name >= 'a' || next > end) return undefined;
      if (name === 'TREE') return parseFolderTrees(index.subarray(at + 8, next), format);
      at = next;
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/** Where the entries end; their names are not looked at. */
function extensionsAt(index: Buffer, format: ObjectFormat): number {
  const version = index.readUInt32BE(4);
  if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4)
    throw new RangeError('an index of another form');
  const flagsAfter = statBytes + oidBytes[format];
  let at = headBytes;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const flags = index.readUInt16BE(at + flagsAfter);
    const nameAt = at + flagsAfter + ((flags & extended) === 0 ? 2 : 4);
    if (version === 4) at = afterShortened(index, nameAt);
    else {
      const length = flags & longName;
      const nameEnd = length < longName ? nameAt + length : index.indexOf(0, nameAt);
      at += (nameEnd - at + 8) & ~7;
    }
  }
  return at;
}

/** In version 4 a name leaves out what it shares with the one before, and nothing is padded. */
function afterShortened(index: Buffer, nameAt: number): number {
  let at = nameAt;
  while ((index[at] ?? 0) >= 0x80) at++;
  return index.indexOf(0, at + 1) + 1;
}
