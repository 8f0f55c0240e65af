/** Kind and size: four bits of the size in the first byte, seven in each that follows. */
export function entryHead(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size & 15)];
  for (let left = size >>> 4; left > 0; left >>>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(left & 0x7f);
  }
  return Buffer.from(bytes);
}

/** How far back a base lies. */
export function distance(back: number): Buffer {
  const bytes = [back % 128];
  for (let left = Math.floor(back / 128); left > 0; left = Math.floor(left / 128)) {
    left -= 1;
    bytes.unshift(0x80 | (left % 128));
  }
  return Buffer.from(bytes);
}

const most = 0xffff;

/** A zlib stream that holds bytes as they are: for a few of them quicker than to deflate, and hardly longer. */
export function stored(data: Buffer): Buffer {
  if (data.length > most) throw new RangeError('a stored block holds 65,535 bytes');
  const whole = Buffer.allocUnsafe(data.length + 11);
  whole[0] = 0x78;
  whole[1] = 0x01;
  whole[2] = 1;
  whole.writeUInt16LE(data.length, 3);
  whole.writeUInt16LE(~data.length & most, 5);
  data.copy(whole, 7);
  whole.writeUInt32BE(adler32(data), data.length + 7);
  return whole;
}

function adler32(data: Buffer): number {
  let low = 1;
  let high = 0;
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}
