/** Remembers the buffers used last, up to a number of bytes. */
export class RecentBuffers {
  private readonly held = new Map<string, Buffer>();
  private bytes = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: string): Buffer | undefined {
    const found = this.held.get(key);
    if (found !== undefined) {
      this.held.delete(key);
      this.held.set(key, found);
    }
    return found;
  }

  /** The bytes are copied, so that a small one doesn't hold on to the large chunk it was cut from. */
  set(key: string, data: Buffer): void {
    if (this.held.has(key) || data.length > this.limit) return;
    this.held.set(key, Buffer.from(data));
    this.bytes += data.length;
    for (const [oldest, buffer] of this.held) {
      if (this.bytes <= this.limit) return;
      this.held.delete(oldest);
      this.bytes -= buffer.length;
    }
  }
}
