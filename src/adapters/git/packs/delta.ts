const tooShort = 'a delta ends too early';

/**
 * Makes an object from another one and what Git noted of the difference: two sizes, then steps that copy a piece of the
 * base or bring bytes of their own. Throws when the steps do not fit. Written for speed: a tree may be fifty deltas deep.
 */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const from = sizeAt(delta, 0);
  const to = sizeAt(delta, from.end);
  if (from.size !== base.length) throw new RangeError('a delta was made for another object');
  const made = Buffer.allocUnsafe(to.size);
  let filled = 0;
  for (let at = to.end; at < delta.length; ) {
    const step = byteAt(delta, at++);
    if (step === 0) throw new RangeError('a delta has a step that means nothing');
    let [start, length] = [at, step];
    if (step >= 0x80) {
      // Of four bytes of the place and three of the length only those are there that are not zero.
      start = 0;
      length = 0;
      if (step & 0x01) start = byteAt(delta, at++);
      if (step & 0x02) start += byteAt(delta, at++) * 0x100;
      if (step & 0x04) start += byteAt(delta, at++) * 0x10000;
      if (step & 0x08) start += byteAt(delta, at++) * 0x1000000;
      if (step & 0x10) length = byteAt(delta, at++);
      if (step & 0x20) length += byteAt(delta, at++) * 0x100;
      if (step & 0x40) length += byteAt(delta, at++) * 0x10000;
      if (length === 0) length = 0x10000;
    } else at += step;
    const source = step >= 0x80 ? base : delta;
    if (start + length > source.length || filled + length > made.length) throw new RangeError(tooShort);
    source.copy(made, filled, start, start + length);
    filled += length;
  }
  if (filled !== made.length) throw new RangeError(tooShort);
  return made;
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function sizeAt(delta: Buffer, start: number): { size: number; end: number } {
  let [size, end] = [0, start];
  for (let scale = 1; ; scale *= 128) {
    const next = byteAt(delta, end++);
    size += (next & 0x7f) * scale;
    if (next < 0x80) return { size, end };
  }
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError(tooShort);
  return byte;
}
