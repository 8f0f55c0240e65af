/** Reads what stands before the compressed bytes of an entry: its kind and size, and where its base is. */
export class EntryHead {
  readonly bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** The size is that of the bytes when they are no longer compressed. */
  kindAndSize(): { kind: number; size: number } {
    let next = this.byte();
    const kind = (next >>> 4) & 7;
    let size = next & 15;
    for (let scale = 16; next >= 0x80; scale *= 128) {
      next = this.byte();
      size += (next & 0x7f) * scale;
    }
    return { kind, size };
  }

  name(width: number): string {
    this.at += width;
    return this.bytes.toString('hex', this.at - width, this.at);
  }

  /** How far before the entry its base begins. */
  distance(): number {
    let next = this.byte();
    let back = next & 0x7f;
    while (next >= 0x80) {
      next = this.byte();
      back = (back + 1) * 128 + (next & 0x7f);
    }
    return back;
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('a pack ends too early');
    return byte;
  }
}
