import { sign } from 'node:crypto';
import { armour } from './armour.ts';
import type { KeyPair } from './key-pair.ts';
import { magic, namespace, signedBytes } from './signed-bytes.ts';
import { mpint, wireStrings, wireUint32 } from './wire-writer.ts';

const hash = 'sha512';
const version = 1;

/** Signs a payload as `ssh-keygen -Y sign -n git` does, and returns the armoured text with its last line end. */
export function signPayload(pair: KeyPair, payload: Buffer): string {
  const signature = keySignature(pair, signedBytes(payload, hash));
  const fields = wireStrings(pair.public.blob, namespace, '', hash, signature);
  return armour(Buffer.concat([magic, wireUint32(version), fields]));
}

function keySignature({ secret, public: { scheme, type } }: KeyPair, signed: Buffer): Buffer {
  switch (scheme.family) {
    case 'ed25519':
      return wireStrings(type, sign(null, signed, secret));
    case 'rsa':
      return wireStrings('rsa-sha2-512', sign('sha512', signed, secret));
    case 'ecdsa': {
      const { bytes, hash: curveHash } = scheme.curve;
      const pair = sign(curveHash, signed, { key: secret, dsaEncoding: 'ieee-p1363' });
      return wireStrings(type, wireStrings(mpint(pair.subarray(0, bytes)), mpint(pair.subarray(bytes))));
    }
  }
}
