import { hash } from 'node:crypto';
import { deltaOf } from './delta.ts';
import { objectHead, type PackWriter, type Written } from './pack-writer.ts';

/** As many differences in a row as Git itself makes by default. */
const longestChain = 50;
const headRoom = 32;
const idBytes = 20;

interface Change {
  at: number;
  removed: number;
  bytes: Buffer;
}

/** A folder as it stands. Entries are added and replaced in place, so that writing it costs little more than its hash. */
export class GrowingTree {
  private held = Buffer.alloc(256);
  private end = headRoom;
  /** Where the object id of each entry begins. */
  private readonly ids = new Map<string, number>();
  private newest = '';
  private changes: Change[] = [];
  private last: (Written & { length: number; chain: number }) | undefined;

  /** No name may begin with another one: then files and folders sort alike. */
  set(name: string, mode: '100644' | '40000', oid: string): void {
    const at = this.ids.get(name);
    const id = Buffer.from(oid, 'hex');
    if (at === undefined) this.insert(name, Buffer.concat([Buffer.from(`${mode} ${name}\0`), id]));
    else {
      id.copy(this.held, at);
      this.changes.push({ at: at - headRoom, removed: idBytes, bytes: id });
    }
  }

  /** Writes it as it stands: after one change as the difference from what was written last. */
  write(pack: PackWriter): string {
    const length = this.end - headRoom;
    const head = objectHead('tree', length);
    head.copy(this.held, headRoom - head.length);
    const oid = hash('sha1', this.held.subarray(headRoom - head.length, this.end), 'hex');
    const { last } = this;
    const [change] = this.changes;
    if (last === undefined || change === undefined || this.changes.length > 1 || last.chain === longestChain) {
      this.last = { ...pack.add('tree', this.held.subarray(headRoom, this.end), oid), length, chain: 0 };
    } else {
      const written = pack.addDelta(last, difference(last.length, length, change), oid);
      this.last = { ...written, length, chain: last.chain + 1 };
    }
    this.changes = [];
    return oid;
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
    this.changes.push({ at: at - headRoom, removed: 0, bytes: entry });
  }

  private placeFor(name: string): number {
    const before = [...this.ids].filter(([other]) => other < name).map(([, id]) => id + idBytes);
    return Math.max(headRoom, ...before);
  }
}

function difference(from: number, to: number, { at, removed, bytes }: Change): Buffer {
  const rest = at + removed;
  return deltaOf(from, to, [{ copy: 0, length: at }, { bring: bytes }, { copy: rest, length: from - rest }]);
}
