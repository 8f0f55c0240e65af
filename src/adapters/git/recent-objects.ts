import type { RawObject } from './raw-object.ts';

/** Remembers the objects used last, by their id or by their place in a pack, up to a number of bytes. */
export class RecentObjects<Key extends string | number> {
  private readonly held = new Map<Key, RawObject>();
  private bytes = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: Key): RawObject | undefined {
    const found = this.held.get(key);
    if (found !== undefined) {
      this.held.delete(key);
      this.held.set(key, found);
    }
    return found;
  }

  set(key: Key, object: RawObject): void {
    if (this.held.has(key) || object.data.length > this.limit) return;
    this.held.set(key, object);
    this.bytes += object.data.length;
    for (const [oldest, { data }] of this.held) {
      if (this.bytes <= this.limit) return;
      this.held.delete(oldest);
      this.bytes -= data.length;
    }
  }
}
