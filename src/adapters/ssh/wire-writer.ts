/** A number as four bytes. */
export function wireUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Each value as a length and its bytes, one after the other. */
export function wireStrings(...values: readonly (Buffer | string)[]): Buffer {
  const parts: Buffer[] = [];
  for (const value of values) {
    const bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
    parts.push(wireUint32(bytes.length), bytes);
  }
  return Buffer.concat(parts);
}

/** The content of an `mpint` for an unsigned big-endian number: shortest form, with a zero byte where it would look negative. */
export function mpint(unsigned: Buffer): Buffer {
  let start = 0;
  while (unsigned[start] === 0) start += 1;
  const shortest = unsigned.subarray(start);
  return (shortest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), shortest]) : shortest;
}

/** An unsigned number padded with zeroes on the left to a width; undefined when it is longer. */
export function leftPadded(unsigned: Buffer, width: number): Buffer | undefined {
  if (unsigned.length > width) return undefined;
  return unsigned.length === width ? unsigned : Buffer.concat([Buffer.alloc(width - unsigned.length), unsigned]);
}
