/** A piece of the object that is there already, or bytes that are not in it. */
export type Step = { copy: number; length: number } | { bring: Buffer };

const mostBrought = 127;

/** How Git notes an object as what differs from another one of size `from`: two sizes, then the steps that make it. */
export function deltaOf(from: number, steps: readonly Step[]): Buffer {
  const to = steps.reduce((sum, step) => sum + ('copy' in step ? step.length : step.bring.length), 0);
  const parts: Uint8Array[] = [Buffer.from([...size(from), ...size(to)])];
  for (const step of steps) {
    if ('copy' in step) parts.push(copied(step.copy, step.length));
    else
      for (let at = 0; at < step.bring.length; at += mostBrought) {
        const piece = step.bring.subarray(at, at + mostBrought);
        parts.push(Buffer.from([piece.length]), piece);
      }
  }
  return Buffer.concat(parts);
}

function size(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...size(value >>> 7)];
}

/** Of offset and length only the bytes that are not zero are written; the bits of the first byte tell which. */
function copied(offset: number, length: number): Buffer {
  if (length === 0) return Buffer.alloc(0);
  if (length > 0xffffff) throw new RangeError('one step copies 16 MB at most');
  const bytes = [0x80];
  let head = 0x80;
  for (let bit = 0; bit < 7; bit += 1) {
    const byte = bit < 4 ? (offset >>> (8 * bit)) & 0xff : (length >>> (8 * (bit - 4))) & 0xff;
    if (byte === 0) continue;
    head |= 1 << bit;
    bytes.push(byte);
  }
  bytes[0] = head;
  return Buffer.from(bytes);
}
