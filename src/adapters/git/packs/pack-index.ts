import type { Oid } from '../../../ports/git.ts';
import { type ObjectFormat, oidBytes } from '../oid.ts';
import { RandomAccess } from './random-access.ts';

const magic = Buffer.from('ff744f6300000002', 'hex');
const fanOut = 256;
const namesAt = magic.length + fanOut * 4;
/** So many names are read at once, which is as quick as to read one. */
const fewNames = 256;
const large = 0x80000000;

/**
 * Tells where in a pack an object lies, from the pack's index of version 2: sorted names, a checksum of each, offsets
 * of four bytes, and the offsets that need eight. Only the bytes that are looked for are read.
 */
export class PackIndex {
  private readonly file: RandomAccess;
  private readonly width: number;
  /** How many names begin with a byte up to this one. */
  private readonly upTo: Buffer;

  /** Throws when the file is no such index. */
  constructor(path: string, format: ObjectFormat) {
    this.width = oidBytes[format];
    this.file = new RandomAccess(path);
    const head = this.file.read(0, namesAt);
    if (head.length < namesAt || !head.subarray(0, magic.length).equals(magic)) {
      this.file.close();
      throw new RangeError('the index of a pack is of another form');
    }
    this.upTo = Buffer.from(head.subarray(magic.length));
  }

  /** Where the object begins in the pack; undefined when the pack does not hold it. */
  offsetOf(oid: Oid): number | undefined {
    const name = Buffer.from(oid, 'hex');
    const first = name.readUInt8(0);
    let low = first === 0 ? 0 : this.upTo.readUInt32BE((first - 1) * 4);
    let high = this.upTo.readUInt32BE(first * 4);
    // Names are spread evenly, so the first look is where this one should be; after that by halves.
    let likely = low + Math.floor(((high - low) * name.readUInt32BE(1)) / 2 ** 32);
    while (low < high) {
      const from = Math.max(low, Math.min(likely - fewNames / 2, high - fewNames));
      const names = this.names(from, Math.min(fewNames, high - from));
      const count = Math.floor(names.length / this.width);
      if (count === 0) return undefined;
      if (this.compare(name, names, 0) < 0) high = from;
      else if (this.compare(name, names, count - 1) > 0) low = from + count;
      else return this.offsetAmong(names, count, from, name);
      likely = (low + high) >>> 1;
    }
    return undefined;
  }

  close(): void {
    this.file.close();
  }

  private offsetAmong(names: Buffer, count: number, from: number, name: Buffer): number | undefined {
    for (let [low, high] = [0, count]; low < high; ) {
      const middle = (low + high) >>> 1;
      const order = this.compare(name, names, middle);
      if (order === 0) return this.offset(from + middle);
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    return undefined;
  }

  private compare(name: Buffer, names: Buffer, place: number): number {
    return name.compare(names, place * this.width, (place + 1) * this.width);
  }

  private names(first: number, count: number): Buffer {
    return this.file.read(namesAt + first * this.width, count * this.width);
  }

  private offset(place: number): number {
    const count = this.upTo.readUInt32BE((fanOut - 1) * 4);
    const offsetsAt = namesAt + count * (this.width + 4);
    const offset = this.file.read(offsetsAt + place * 4, 4).readUInt32BE(0);
    if (offset < large) return offset;
    return Number(this.file.read(offsetsAt + count * 4 + (offset - large) * 8, 8).readBigUInt64BE(0));
  }
}
