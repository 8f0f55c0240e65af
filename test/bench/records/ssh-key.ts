import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { wireStrings, wireUint32 } from '../../../src/adapters/ssh/wire-writer.ts';

/** An ed25519 key that follows from its name, in the formats that OpenSSH reads. */
export interface SshKey {
  publicLine: string;
  privateFile: string;
}

const type = 'ssh-ed25519';
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

export function sshKey(name: string): SshKey {
  const seed = createHash('sha256').update(`rgz bench key of ${name}`).digest();
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const point = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  const blob = wireStrings(type, point);
  const check = wireUint32(seed.readUInt32BE());
  const fields = Buffer.concat([check, check, blob, wireStrings(Buffer.concat([seed, point]), name)]);
  const padding = Buffer.from(Array.from({ length: (8 - (fields.length % 8)) % 8 }, (_, index) => index + 1));
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    wireStrings('none', 'none', ''),
    wireUint32(1),
    wireStrings(blob, Buffer.concat([fields, padding])),
  ]);
  const body = whole.toString('base64').replace(/.{70}/g, '$&\n');
  return {
    publicLine: `${type} ${blob.toString('base64')}`,
    privateFile: `-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----\n`,
  };
}
