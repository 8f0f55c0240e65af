import { hash as digestOf } from 'node:crypto';
import { wireStrings, wireUint32 } from './wire-writer.ts';

/** The first bytes of an SSHSIG and of what it signs. */
export const magic = Buffer.from('SSHSIG', 'latin1');

/** What a signature is good for: one made for Git cannot pass for a login or for a signed file. */
export const namespace = 'git';

/** The hashes that SSHSIG permits. */
export type MessageHash = 'sha256' | 'sha512';

const heads: Readonly<Record<MessageHash, Buffer>> = {
  sha256: Buffer.concat([magic, wireStrings(namespace, '', 'sha256')]),
  sha512: Buffer.concat([magic, wireStrings(namespace, '', 'sha512')]),
};

/** The bytes that the key signs for a payload (PROTOCOL.sshsig). */
export function signedBytes(payload: Buffer, hash: MessageHash): Buffer {
  const digest = digestOf(hash, payload, 'buffer');
  return Buffer.concat([heads[hash], wireUint32(digest.length), digest]);
}
