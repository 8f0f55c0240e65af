import { inflateSync } from 'node:zlib';
import type { Oid } from '../../../ports/git.ts';
import { type ObjectFormat, oidBytes } from '../oid.ts';
import type { RawObject } from '../raw-object.ts';
import { RecentObjects } from '../recent-objects.ts';
import { applyDelta } from './delta.ts';
import { EntryHead } from './entry-head.ts';
import { PackIndex } from './pack-index.ts';
import { RandomAccess } from './random-access.ts';

const types: Readonly<Record<number, string>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const deltaByOffset = 6;
const deltaByName = 7;
/** Of the largest objects Git itself is better at handling the bytes. */
const largest = 16 * 1024 * 1024;
const longestChain = 4_096;
/** Enough for most objects, their head included. */
const firstRead = 4_096;
const recentBytes = 16 * 1024 * 1024;

/** What lies at a place: an object, or how it differs from the one at another place. */
type Entry = { object: RawObject } | { delta: Buffer; base: number };

/** One pack, read by object id. Throws what the file system throws, and a RangeError at whatever it does not understand. */
export class PackFile {
  private readonly index: PackIndex;
  private readonly pack: RandomAccess;
  private readonly width: number;
  private readonly recent = new RecentObjects<number>(recentBytes);

  /** `path`: of both files, without what their names end with. */
  constructor(path: string, format: ObjectFormat) {
    this.width = oidBytes[format];
    this.index = new PackIndex(`${path}.idx`, format);
    this.pack = new RandomAccess(`${path}.pack`);
  }

  /** undefined: the pack does not hold it, or it is too large to be read here. */
  read(oid: Oid): RawObject | undefined {
    const offset = this.index.offsetOf(oid);
    return offset === undefined ? undefined : this.objectAt(offset);
  }

  close(): void {
    this.index.close();
    this.pack.close();
  }

  /** Follows the differences down to a whole object, and builds up from there. */
  private objectAt(offset: number): RawObject | undefined {
    const deltas: { place: number; delta: Buffer }[] = [];
    let place = offset;
    let object = this.recent.get(place);
    while (object === undefined) {
      const entry = this.entryAt(place);
      if (entry === undefined || deltas.length > longestChain) return undefined;
      if ('object' in entry) object = entry.object;
      else {
        deltas.push({ place, delta: entry.delta });
        place = entry.base;
        object = this.recent.get(place);
      }
    }
    if (deltas.length > 0) this.recent.set(place, object);
    for (const step of deltas.reverse()) {
      object = { type: object.type, data: applyDelta(object.data, step.delta) };
      this.recent.set(step.place, object);
    }
    return object;
  }

  private entryAt(offset: number): Entry | undefined {
    const head = new EntryHead(this.pack.read(offset, firstRead));
    const { kind, size } = head.kindAndSize();
    const base =
      kind === deltaByName
        ? this.index.offsetOf(head.name(this.width))
        : kind === deltaByOffset
          ? offset - head.distance()
          : offset;
    if (base === undefined || size > largest) return undefined;
    const data = this.inflated(offset, head, size);
    const type = types[kind];
    if (type !== undefined) return { object: { type, data } };
    if (base <= 0 || base === offset) throw new RangeError('a pack holds something unknown');
    return { delta: data, base };
  }

  private inflated(offset: number, { at, bytes }: EntryHead, size: number): Buffer {
    const most = at + size + (size >>> 8) + 64;
    const compressed = most <= bytes.length ? bytes : this.pack.read(offset, most);
    const data = inflateSync(compressed.subarray(at), { chunkSize: Math.max(64, size + 1) });
    if (data.length !== size) throw new RangeError('an object in a pack has another size than it says');
    return data;
  }
}
