import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { type ObjectFormat, oidBytes } from '../oid.ts';
import { type FolderTrees, parseFolderTrees } from './folder-trees.ts';

const headBytes = 12;
/** Of an entry: what `stat` said, before its object id. */
const statBytes = 40;
const extended = 0x4000;
const longName = 0x0fff;
const assumed = 0x8000;
/** Among the flags of an extended entry. */
const skipped = 0x4000;

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

/** What an index says beside its entries. */
export interface IndexFacts {
  /** The trees that it would be written as, by folder. */
  trees: FolderTrees;
  /** Git was told not to look at some file. */
  hides: boolean;
}

/** undefined where the index does not say, or is not fully understood. */
export function readIndex(file: string, format: ObjectFormat): IndexFacts | undefined {
  try {
    const index = readFileSync(file);
    const end = index.length - oidBytes[format];
    const { after, hides } = passEntries(index, format);
    for (let at = after; at + 8 <= end; ) {
      const name = index.toString('latin1', at, at + 4);
      const next = at + 8 + index.readUInt32BE(at + 4);
      // What begins with a small letter changes what the entries mean: a part of the index lies elsewhere, or folders stand for files.
      if (name >= 'a' || next > end) return undefined;
      if (name === 'TREE') return { trees: parseFolderTrees(index.subarray(at + 8, next), format), hides };
      at = next;
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/** Whether Git was told not to look at some file; also where that cannot be told. */
export function mayHide(file: string, format: ObjectFormat): boolean {
  try {
    const index = readFileSync(file);
    const { after, hides } = passEntries(index, format);
    return hides || index.toString('latin1', after, after + 4) === 'link';
  } catch {
    return true;
  }
}

/** Where the entries end; their names are not looked at. */
function passEntries(index: Buffer, format: ObjectFormat): { after: number; hides: boolean } {
  const version = index.readUInt32BE(4);
  if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4)
    throw new RangeError('an index of another form');
  const flagsAfter = statBytes + oidBytes[format];
  let at = headBytes;
  let hides = false;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const flags = index.readUInt16BE(at + flagsAfter);
    const isExtended = (flags & extended) !== 0;
    const nameAt = at + flagsAfter + (isExtended ? 4 : 2);
    hides ||= (flags & assumed) !== 0 || (isExtended && (index.readUInt16BE(nameAt - 2) & skipped) !== 0);
    if (version === 4) at = afterShortened(index, nameAt);
    else {
      const length = flags & longName;
      const nameEnd = length < longName ? nameAt + length : index.indexOf(0, nameAt);
      at += (nameEnd - at + 8) & ~7;
    }
  }
  return { after: at, hides };
}

/** In version 4 a name leaves out what it shares with the one before, and nothing is padded. */
function afterShortened(index: Buffer, nameAt: number): number {
  let at = nameAt;
  while ((index[at] ?? 0) >= 0x80) at++;
  return index.indexOf(0, at + 1) + 1;
}
