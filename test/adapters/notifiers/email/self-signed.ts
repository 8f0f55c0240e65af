import { generateKeyPairSync, sign } from 'node:crypto';

/** A new certificate of localhost and 127.0.0.1 that nobody but its own key vouches for, in PEM. */
export function selfSigned(kind: 'ec' | 'rsa' = 'ec'): { key: string; cert: string } {
  const ec = kind === 'ec';
  const { publicKey, privateKey } = ec
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const withSha256 = ec ? Buffer.from('06082a8648ce3d040302', 'hex') : Buffer.from('06092a864886f70d01010b0500', 'hex');
  const algorithm = der(0x30, withSha256);
  const commonName = der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('localhost')));
  const name = der(0x30, der(0x31, commonName));
  const span = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
  const names = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const alternatives = der(0x30, der(0x06, Buffer.from('551d11', 'hex')), der(0x04, names));
  const isIssuer = der(0x30, der(0x01, Buffer.from([0xff])));
  const constraints = der(0x30, der(0x06, Buffer.from('551d13', 'hex')), der(0x04, isIssuer));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    span,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, alternatives, constraints)),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(certificate) };
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
