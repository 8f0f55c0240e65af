import type { RawObject } from './raw-object.ts';

/** Remembers the objects used last by their place in a pack, up to a number of bytes. */
export class RecentObjects {
  private readonly held = new Map<number, RawObject>();
  private bytes = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(place: number): RawObject | undefined {
    const found = this.held.get(place);
    if (found !== undefined) {
      this.held.delete(place);
      this.held.set(place, found);
    }
    return found;
  }

  set(place: number, object: RawObject): void {
    if (this.held.has(place) || object.data.length > this.limit) return;
    this.held.set(place, object);
    this.bytes += object.data.length;
    for (const [oldest, { data }] of this.held) {
      if (this.bytes <= this.limit) return;
      this.held.delete(oldest);
      this.bytes -= data.length;
    }
  }
}
