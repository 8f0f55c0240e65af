/**
 * Makes an object from another one and what Git noted of the difference: two sizes, then steps that copy a piece of the
 * base or bring bytes of their own. Throws when the steps do not fit.
 */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const reader = new DeltaReader(delta);
  if (reader.size() !== base.length) throw new RangeError('a delta was made for another object');
  const made = Buffer.allocUnsafe(reader.size());
  let filled = 0;
  while (!reader.done) {
    const step = reader.byte();
    if (step === 0) throw new RangeError('a delta has a step that means nothing');
    const copies = (step & 0x80) !== 0;
    const start = copies ? reader.sparse(step, 4) : reader.at;
    const length = copies ? reader.sparse(step >>> 4, 3) || 0x10000 : step;
    const source = copies ? base : delta;
    if (start + length > source.length || filled + length > made.length)
      throw new RangeError('a delta reaches past an end');
    source.copy(made, filled, start, start + length);
    filled += length;
    if (!copies) reader.at += length;
  }
  if (filled !== made.length) throw new RangeError('a delta ends too early');
  return made;
}

class DeltaReader {
  at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    return this.bytes.readUInt8(this.at++);
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  size(): number {
    let size = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = this.byte();
      size += (next & 0x7f) * scale;
      if (next < 0x80) return size;
    }
  }

  /** A number of which only the bytes that are not zero are there; the lowest bits of `which` tell them. */
  sparse(which: number, most: number): number {
    let value = 0;
    for (let index = 0; index < most; index++) if ((which >>> index) & 1) value += this.byte() * 256 ** index;
    return value;
  }
}
