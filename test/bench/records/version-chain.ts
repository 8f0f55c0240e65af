import type { ObjectType, PackWriter } from './pack-writer.ts';

/** As many differences in a row as Git itself makes by default. */
const longest = 50;

interface Version {
  oid: string;
  /** How it is made from the version after it; empty as long as there is none. */
  delta: Buffer;
}

/** The versions of one file or folder, packed as `git gc` leaves them: the newest whole, each older one as what differs from the next. */
export class VersionChain {
  private readonly pack: PackWriter;
  private readonly type: ObjectType;
  private versions: Version[] = [];

  constructor(pack: PackWriter, type: ObjectType) {
    this.pack = pack;
    this.type = type;
  }

  /** Adds a version. `back` makes the one before from it. */
  add(oid: string, data: Buffer, back: Buffer): void {
    const before = this.versions.at(-1);
    if (before !== undefined) before.delta = back;
    this.versions.push({ oid, delta: Buffer.alloc(0) });
    if (this.versions.length > longest) this.end(data);
  }

  /** Writes what was not written yet; `data` is the newest version. */
  end(data: Buffer): void {
    const [newest, ...older] = this.versions.reverse();
    this.versions = [];
    if (newest === undefined) return;
    let written = this.pack.add(this.type, data, newest.oid);
    for (const { oid, delta } of older) written = this.pack.addDelta(written, delta, oid);
  }
}
