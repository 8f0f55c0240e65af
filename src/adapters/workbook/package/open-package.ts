import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { RgzError } from '../../../errors/rgz-error.ts';
import { workbookLimits } from '../limits.ts';
import { damaged, refusal } from '../refusal.ts';
import { refuseOtherFiles } from './file-kind.ts';

/** A part as it lies in the file, packed. */
export interface PackedPart {
  name: string;
  /** 0: as it is; 8: deflated. */
  method: number;
  crc: number;
  size: number;
  data: Buffer;
}

/** The parts of a zip whose directory holds true. Nothing of it is unpacked yet. */
export interface Package {
  names: readonly string[];
  has(name: string): boolean;
  /** How many bytes a part says to have. */
  sizeOf(name: string): number;
  packed(name: string): PackedPart;
  /** Unpacked piece by piece; throws where there is more or less than the directory says. */
  pieces(name: string): AsyncIterable<Buffer>;
}

/** Reads the directory of a zip, and throws `workbook.refused` for one that a reader could be misled by. */
export async function openPackage(given: Uint8Array): Promise<Package> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  refuseOtherFiles(bytes);
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
    if (zip.entryCount > workbookLimits.entries)
      throw refusal(
        `the file is a zip of ${zip.entryCount} parts, and ${workbookLimits.entries} are taken at most`,
        'give the workbook itself',
      );
    const entries = await entriesOf(zip);
    await refuseOverlaps(zip, bytes, entries);
    return packageOf(zip, bytes, entries);
  } catch (error) {
    throw asRefusal(error);
  }
}

type Located = Map<string, { entry: Entry; start: number }>;

async function entriesOf(zip: ZipFile): Promise<Located> {
  const found: Located = new Map();
  const names = new Set<string>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    if (names.has(name.toLowerCase()))
      throw refusal('the zip has this part twice', 'save the workbook again', { part: name });
    names.add(name.toLowerCase());
    if (entry.isEncrypted())
      throw refusal('the part is encrypted', 'save the workbook without a password', { part: name });
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
      throw damaged(`the part is packed in a way (${entry.compressionMethod}) that no workbook is`, { part: name });
    unpacked += entry.uncompressedSize;
    refuseBomb(entry, unpacked);
    if (!name.endsWith('/')) found.set(name, { entry, start: 0 });
  }
  return found;
}

function refuseBomb({ fileName, compressedSize, uncompressedSize }: Entry, unpacked: number): void {
  if (unpacked > workbookLimits.unpacked)
    throw refusal(
      `unpacked, the file would have more than ${workbookLimits.unpacked} bytes`,
      'leave out what is not asked for, or split the rows over several files',
      { part: fileName },
    );
  if (uncompressedSize > workbookLimits.smallPart && uncompressedSize > workbookLimits.ratio * compressedSize)
    throw refusal(
      `the part would unpack to ${uncompressedSize} bytes, more than ${workbookLimits.ratio} times what is there`,
      'take out formats and texts that fill whole columns, and save the workbook again',
      { part: fileName },
    );
}

/** Parts that share their bytes unpack to more than the file could hold; parts of two names are one thing to each reader. */
async function refuseOverlaps(zip: ZipFile, bytes: Buffer, found: Located): Promise<void> {
  const ranges: { name: string; from: number; to: number }[] = [];
  for (const [name, located] of found) {
    const { entry } = located;
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    located.start = fileDataStart;
    const from = entry.relativeOffsetOfLocalHeader;
    if (!bytes.subarray(from + 30, from + 30 + bytes.readUInt16LE(from + 26)).equals(entry.fileNameRaw))
      throw damaged('the zip names this part in two ways', { part: name });
    if (bytes.readUInt16LE(from + 8) !== entry.compressionMethod)
      throw damaged('the zip says in two ways how this part is packed', { part: name });
    ranges.push({ name, from, to: fileDataStart + entry.compressedSize });
  }
  ranges.sort((left, right) => left.from - right.from);
  for (const [index, range] of ranges.entries()) {
    const before = ranges[index - 1];
    if (before !== undefined && range.from < before.to)
      throw damaged('the part shares its bytes with another, as in a zip bomb', { part: range.name });
  }
}

function packageOf(zip: ZipFile, bytes: Buffer, found: Located): Package {
  const located = (name: string) => {
    const part = found.get(name);
    if (part === undefined) throw damaged('the part is missing', { part: name });
    return part;
  };
  return {
    names: [...found.keys()],
    has: (name) => found.has(name),
    sizeOf: (name) => located(name).entry.uncompressedSize,
    packed(name) {
      const { entry, start } = located(name);
      return {
        name,
        method: entry.compressionMethod,
        crc: entry.crc32,
        size: entry.uncompressedSize,
        data: bytes.subarray(start, start + entry.compressedSize),
      };
    },
    async *pieces(name) {
      const { entry } = located(name);
      try {
        yield* await zip.openReadStreamPromise(entry);
      } catch (error) {
        throw asRefusal(error, name);
      }
    },
  };
}

/** The zip reader throws plain errors; each of them is about the file. */
function asRefusal(error: unknown, part?: string): RgzError {
  if (error instanceof RgzError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return damaged(`the zip cannot be read: ${said}`, part === undefined ? {} : { part }, error);
}
