import { createHash } from 'node:crypto';

/** The UUID of something that has a name already: the same each time, so that nothing is made twice. */
export function uuidOf(...names: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify(['rgz', ...names]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What a lock of the database is known by. */
export function lockOf(...names: readonly string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(['rgz lock', ...names]))
    .digest();
  return digest.readBigInt64BE(0).toString();
}
