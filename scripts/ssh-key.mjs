import { generateKeyPairSync } from 'node:crypto';

/** A new SSH key without ssh-keygen: the private half as PEM, the public half as one line. */
export function newSshKey(name) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
  const field = (bytes) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const blob = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(raw)]);
  return {
    privateFile: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    publicLine: `ssh-ed25519 ${blob.toString('base64')} ${name}`,
  };
}
