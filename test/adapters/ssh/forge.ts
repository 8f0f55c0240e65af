import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { armour } from '../../../src/adapters/ssh/armour.ts';
import { mpint, wireStrings, wireUint32 } from '../../../src/adapters/ssh/wire-writer.ts';

/** The parts of an SSHSIG; a test changes the one it is about. */
export interface Parts {
  version: number;
  blob: Buffer;
  namespace: string;
  reserved: string;
  hash: string;
  signature: (signed: Buffer) => Buffer;
  /** Bytes after the last field. */
  trailing: Buffer;
}

/** Makes an SSHSIG of any parts, each fit for the next: only what the test changed is wrong. */
export function forge(payload: Buffer, parts: Pick<Parts, 'blob' | 'signature'> & Partial<Parts>): string {
  const { version = 1, blob, namespace = 'git', reserved = '', hash = 'sha512', trailing = Buffer.alloc(0) } = parts;
  const digest = createHash(hash).update(payload).digest();
  const signed = Buffer.concat([Buffer.from('SSHSIG'), wireStrings(namespace, reserved, hash, digest)]);
  const fields = wireStrings(blob, namespace, reserved, hash, parts.signature(signed));
  return armour(Buffer.concat([Buffer.from('SSHSIG'), wireUint32(version), fields, trailing]));
}

/** A security key in software: what the hardware would sign for `ssh:`. */
export function securityKey(kind: 'ed25519' | 'ecdsa', flags = 1, counter = 7): Pick<Parts, 'blob' | 'signature'> {
  const application = 'ssh:';
  const { secret, type, fields } = kind === 'ed25519' ? edwards() : nist();
  const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
  return {
    blob: wireStrings(type, ...fields, application),
    signature: (signed) => {
      const state = Buffer.concat([Buffer.of(flags), wireUint32(counter)]);
      const claim = Buffer.concat([sha256(application), state, sha256(signed)]);
      return Buffer.concat([
        wireStrings(type, kind === 'ed25519' ? sign(null, claim, secret) : pair(claim, secret)),
        state,
      ]);
    },
  };
}

function edwards(): { secret: KeyObject; type: string; fields: Buffer[] } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { secret: privateKey, type: 'sk-ssh-ed25519@openssh.com', fields: [point] };
}

function nist(): { secret: KeyObject; type: string; fields: Buffer[] } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { secret: privateKey, type: 'sk-ecdsa-sha2-nistp256@openssh.com', fields: [Buffer.from('nistp256'), point] };
}

function pair(claim: Buffer, secret: KeyObject): Buffer {
  const numbers = sign('sha256', claim, { key: secret, dsaEncoding: 'ieee-p1363' });
  return wireStrings(mpint(numbers.subarray(0, 32)), mpint(numbers.subarray(32)));
}
