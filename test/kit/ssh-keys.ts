import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A throw-away ed25519 key, as OpenSSH would have made it. */
export interface SshKey {
  /** `ssh-ed25519 AAAA…`, as it stands in a policy. */
  publicLine: string;
  /** The text of the private key file. */
  privateText: string;
  /** The SSHSIG that Git puts into a commit; in another namespace, one that was made for something else. */
  sign(payload: string | Buffer, namespace?: string): string;
}

/** Makes a key without ssh-keygen. */
export function makeSshKey(): SshKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const blob = strings('ssh-ed25519', point);
  return {
    publicLine: `ssh-ed25519 ${blob.toString('base64')}`,
    privateText: armour('OPENSSH PRIVATE KEY', privateFile(blob, point, seed)),
    sign: (payload, namespace = 'git') =>
      armour('SSH SIGNATURE', signature(privateKey, blob, Buffer.from(payload), namespace)),
  };
}

/** PROTOCOL.key: no cipher, one key, and a section padded with 1, 2, 3 … to a multiple of 8. */
function privateFile(blob: Buffer, point: Buffer, seed: Buffer): Buffer {
  const check = Buffer.from('rgz-rgz-');
  const section = Buffer.concat([check.subarray(0, 4), check.subarray(0, 4), blob]);
  const body = Buffer.concat([section, strings(Buffer.concat([seed, point]), 'throw-away')]);
  const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, at) => at + 1));
  const head = Buffer.concat([Buffer.from('openssh-key-v1\0'), strings('none', 'none', ''), Buffer.of(0, 0, 0, 1)]);
  return Buffer.concat([head, strings(blob, Buffer.concat([body, padding]))]);
}

/** PROTOCOL.sshsig. */
function signature(key: KeyObject, blob: Buffer, payload: Buffer, namespace: string): Buffer {
  const digest = createHash('sha512').update(payload).digest();
  const signed = Buffer.concat([Buffer.from('SSHSIG'), strings(namespace, '', 'sha512', digest)]);
  const proof = strings('ssh-ed25519', sign(null, signed, key));
  return Buffer.concat([Buffer.from('SSHSIG'), Buffer.of(0, 0, 0, 1), strings(blob, namespace, '', 'sha512', proof)]);
}

function strings(...values: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    values.flatMap((value) => {
      const bytes = Buffer.from(value);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

function armour(what: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  return `-----BEGIN ${what}-----\n${lines.join('\n')}\n-----END ${what}-----\n`;
}
