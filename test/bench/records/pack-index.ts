import { hash } from 'node:crypto';

const large = 0x80000000;
const width = 20;
const namesAt = 8 + 256 * 4;

/** What a pack holds, collected while it is written: millions of rows, so they lie in a few arrays. */
export class PackIndex {
  private oids = Buffer.alloc(width * 1024);
  private readonly checksums: number[] = [];
  private readonly places: number[] = [];

  get count(): number {
    return this.places.length;
  }

  add(oid: string, checksum: number, place: number): void {
    const at = this.count * width;
    if (at === this.oids.length) this.oids = Buffer.concat([this.oids, Buffer.alloc(at)]);
    this.oids.write(oid, at, 'hex');
    this.checksums.push(checksum);
    this.places.push(place);
  }

  /** Git's index of version 2: ids in order, and for each the checksum of its entry and where it lies. */
  bytes(packSum: Buffer): Buffer {
    const { count } = this;
    const checksumsAt = namesAt + count * width;
    const placesAt = checksumsAt + count * 4;
    const farAt = placesAt + count * 4;
    const far = this.places.filter((place) => place >= large).length;
    const index = Buffer.alloc(farAt + far * 8 + 2 * width);
    index.write('\xfftOc\0\0\0\x02', 'latin1');
    const upTo = new Uint32Array(256);
    let row = 0;
    let farther = 0;
    for (const entry of this.inOrder()) {
      this.oids.copy(index, namesAt + row * width, entry * width, (entry + 1) * width);
      index.writeUInt32BE(this.checksums[entry] ?? 0, checksumsAt + row * 4);
      const place = this.places[entry] ?? 0;
      index.writeUInt32BE(place < large ? place : large + farther, placesAt + row * 4);
      if (place >= large) index.writeBigUInt64BE(BigInt(place), farAt + 8 * farther++);
      row += 1;
      upTo[this.oids[entry * width] ?? 0] = row;
    }
    let most = 0;
    for (const [first, rows] of upTo.entries()) {
      most = Math.max(most, rows);
      index.writeUInt32BE(most, 8 + first * 4);
    }
    packSum.copy(index, index.length - 2 * width);
    hash('sha1', index.subarray(0, -width), 'buffer').copy(index, index.length - width);
    return index;
  }

  /** Sorted by the first two bytes, and then a few at a time. */
  private *inOrder(): Iterable<number> {
    const { oids } = this;
    const buckets = Array.from({ length: 1 << 16 }, (): number[] => []);
    for (let entry = 0; entry < this.count; entry += 1) buckets[oids.readUInt16BE(entry * width)]?.push(entry);
    const compare = (one: number, other: number) =>
      oids.compare(oids, other * width, (other + 1) * width, one * width, (one + 1) * width);
    for (const bucket of buckets) yield* bucket.sort(compare);
  }
}
