import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { distance, entryHead, stored } from './pack-entry.ts';
import { PackIndex } from './pack-index.ts';

/** An object that was written: its id, and where it lies. */
export interface Written {
  oid: string;
  place: number;
}

const types = { commit: 1, tree: 2, blob: 3 } as const;
export type ObjectType = keyof typeof types;
const deltaByOffset = 6;
const chunkBytes = 1 << 23;

/**
 * Writes one pack with its index, as fast as the objects come. `git fast-import` searches for what differs between two
 * versions; who makes them knows it. And a file for each object would take minutes.
 */
export class PackWriter {
  private readonly folder: string;
  private readonly file: number;
  private readonly index = new PackIndex();
  private readonly chunk = Buffer.allocUnsafe(chunkBytes);
  private filled = 0;
  private flushed = 0;

  constructor(gitDir: string) {
    this.folder = join(gitDir, 'objects/pack');
    this.file = openSync(join(this.folder, 'making'), 'w+');
    this.append([packHead(0)]);
  }

  /** Adds a whole object. The id is worked out, where it is not known. */
  add(type: ObjectType, data: Buffer, oid: string = oidOf(type, data)): Written {
    return this.note(oid, [
      entryHead(types[type], data.length),
      deflateSync(data, { level: 1, chunkSize: data.length + 64 }),
    ]);
  }

  /** Adds an object as what differs from one that was added before. */
  addDelta(base: Written, delta: Buffer, oid: string): Written {
    const start = this.makeRoom(delta.length);
    return this.note(oid, [entryHead(deltaByOffset, delta.length), distance(start - base.place), stored(delta)]);
  }

  /** Ends the pack: from now on Git finds it. */
  end(): void {
    this.flush();
    writeSync(this.file, packHead(this.index.count), 0, undefined, 0);
    const sum = this.sum();
    writeSync(this.file, sum, 0, undefined, this.flushed);
    closeSync(this.file);
    const name = join(this.folder, `pack-${sum.toString('hex')}`);
    renameSync(join(this.folder, 'making'), `${name}.pack`);
    writeFileSync(`${name}.idx`, this.index.bytes(sum));
  }

  private note(oid: string, parts: readonly Buffer[]): Written {
    const place = this.makeRoom(parts.reduce((sum, { length }) => sum + length, 0));
    const start = this.filled;
    this.append(parts);
    this.index.add(oid, crc32(this.chunk.subarray(start, this.filled)), place);
    return { oid, place };
  }

  /** Where the next entry begins. */
  private makeRoom(size: number): number {
    const most = size + 64;
    if (most > chunkBytes) throw new RangeError('an object is too large for this pack');
    if (this.filled + most > chunkBytes) this.flush();
    return this.flushed + this.filled;
  }

  private append(parts: readonly Buffer[]): void {
    for (const part of parts) this.filled += part.copy(this.chunk, this.filled);
  }

  private flush(): void {
    writeSync(this.file, this.chunk, 0, this.filled);
    this.flushed += this.filled;
    this.filled = 0;
  }

  private sum(): Buffer {
    const sum = createHash('sha1');
    for (let at = 0; at < this.flushed; ) {
      const got = readSync(this.file, this.chunk, 0, Math.min(chunkBytes, this.flushed - at), at);
      if (got === 0) throw new Error('the pack was cut short');
      sum.update(this.chunk.subarray(0, got));
      at += got;
    }
    return sum.digest();
  }
}

/** What stands before the bytes of an object when its id is worked out. */
export function objectHead(type: ObjectType, size: number): Buffer {
  return Buffer.from(`${type} ${size}\0`, 'latin1');
}

function oidOf(type: ObjectType, data: Buffer): string {
  return hash('sha1', Buffer.concat([objectHead(type, data.length), data]), 'hex');
}

function packHead(objects: number): Buffer {
  const head = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  head.writeUInt32BE(objects, 8);
  return head;
}
