import { hash } from 'node:crypto';
import { deltaOf, type Step } from './delta.ts';
import { objectHead, type PackWriter } from './pack-writer.ts';
import { VersionChain } from './version-chain.ts';

const headRoom = 32;
const idBytes = 20;

/** A folder as it stands. Entries are added and replaced in place, so that a version costs little more than its hash. */
export class GrowingTree {
  private held = Buffer.alloc(256);
  private end = headRoom;
  /** Where the object id of each entry begins. */
  private readonly ids = new Map<string, number>();
  private newest = '';
  /** What makes the last version from the bytes as they stand. */
  private back: Step[] = [];
  private readonly versions: VersionChain;

  constructor(pack: PackWriter) {
    this.versions = new VersionChain(pack, 'tree');
  }

  /** No name may begin with another one: then files and folders sort alike. After the first version, one change a version. */
  set(name: string, mode: '100644' | '40000', oid: string): void {
    const at = this.ids.get(name);
    const id = Buffer.from(oid, 'hex');
    if (at === undefined) this.insert(name, Buffer.concat([Buffer.from(`${mode} ${name}\0`), id]));
    else {
      this.back = this.around(at, idBytes, Buffer.from(this.held.subarray(at, at + idBytes)));
      id.copy(this.held, at);
    }
  }

  /** Makes a version of what it holds, and gives its id. */
  write(): string {
    const data = this.held.subarray(headRoom, this.end);
    const head = objectHead('tree', data.length);
    head.copy(this.held, headRoom - head.length);
    const oid = hash('sha1', this.held.subarray(headRoom - head.length, this.end), 'hex');
    this.versions.add(oid, data, deltaOf(data.length, this.back));
    return oid;
  }

  /** Nothing changes any more. */
  close(): void {
    this.versions.end(this.held.subarray(headRoom, this.end));
  }

  private insert(name: string, entry: Buffer): void {
    const at = name > this.newest ? this.end : this.placeFor(name);
    if (this.end + entry.length > this.held.length)
      this.held = Buffer.concat([this.held, Buffer.alloc(this.end + 256)]);
    this.held.copyWithin(at + entry.length, at, this.end);
    entry.copy(this.held, at);
    if (at === this.end) this.newest = name;
    else for (const [other, id] of this.ids) this.ids.set(other, id > at ? id + entry.length : id);
    this.end += entry.length;
    this.ids.set(name, at + entry.length - idBytes);
    this.back = this.around(at, entry.length, Buffer.alloc(0));
  }

  private placeFor(name: string): number {
    const before = [...this.ids].filter(([other]) => other < name).map(([, id]) => id + idBytes);
    return Math.max(headRoom, ...before);
  }

  /** All that is held, but something else in place of one piece. */
  private around(at: number, length: number, instead: Buffer): Step[] {
    const start = at - headRoom;
    const rest = start + length;
    return [{ copy: 0, length: start }, { bring: instead }, { copy: rest, length: this.end - headRoom - rest }];
  }
}
