import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { fromBase64 } from './base64.ts';
import { curves } from './curves.ts';
import { WireReader } from './wire-reader.ts';

/** What is in a file of OpenSSH's own format. The public half is readable in every one, a secret only in a plain one. */
export interface OpensshKeyFile {
  publicBlob: Buffer;
  /** undefined: encrypted, in hardware, or of a type that rgz does not sign with. */
  secret: KeyObject | undefined;
}

const frame = /^-----BEGIN OPENSSH PRIVATE KEY-----\s([\s\S]+)\s-----END OPENSSH PRIVATE KEY-----\s*$/;
const magic = Buffer.from('openssh-key-v1\0', 'latin1');

/** Reads a private key file (PROTOCOL.key); undefined when the text is none. Never throws. */
export function readOpensshPrivateKey(text: string): OpensshKeyFile | undefined {
  const bytes = fromBase64((frame.exec(text)?.[1] ?? '').replace(/\s/g, ''));
  if (bytes === undefined) return undefined;
  const reader = new WireReader(bytes);
  if (!reader.raw(magic.length).equals(magic)) return undefined;
  const [cipher, derivation, options, keys] = [reader.text(), reader.text(), reader.string(), reader.uint32()];
  const publicBlob = Buffer.from(reader.string());
  const section = reader.string();
  const isPlain = cipher === 'none';
  if (isPlain && (!reader.done() || derivation !== 'none' || options.length > 0)) return undefined;
  if (keys !== 1 || section.length === 0) return undefined;
  return { publicBlob, secret: isPlain ? secretIn(section, publicBlob) : undefined };
}

/** The section repeats the type, has the fields, a comment, and is padded with 1, 2, 3 … to a multiple of 8. */
function secretIn(section: Buffer, publicBlob: Buffer): KeyObject | undefined {
  const reader = new WireReader(section);
  const [check, again, type] = [reader.uint32(), reader.uint32(), reader.text()];
  if (check !== again || section.length % 8 !== 0) return undefined;
  if (type !== new WireReader(publicBlob).text()) return undefined;
  const jwk = fieldsOf(type, reader);
  reader.string();
  const padding = reader.rest();
  if (!reader.done() || padding.some((byte, at) => byte !== at + 1)) return undefined;
  return jwk && keyFrom(jwk);
}

function fieldsOf(type: string, reader: WireReader): JsonWebKey | undefined {
  if (type === 'ssh-ed25519') {
    const [point, secret] = [reader.string(), reader.string()];
    if (secret.length !== 64 || !secret.subarray(32).equals(point)) return undefined;
    return { kty: 'OKP', crv: 'Ed25519', x: url(point), d: url(secret.subarray(0, 32)) };
  }
  if (type === 'ssh-rsa') return rsaFields(reader);
  const curve = curves.find(({ ssh }) => type === `ecdsa-sha2-${ssh}`);
  if (curve === undefined) return undefined;
  const [name, point, secret] = [reader.text(), reader.string(), reader.positive()];
  if (name !== curve.ssh || point.length !== 1 + 2 * curve.bytes || secret.length > curve.bytes) return undefined;
  const [x, y] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)];
  const d = Buffer.concat([Buffer.alloc(curve.bytes - secret.length), secret]);
  return { kty: 'EC', crv: curve.jwk, x: url(x), y: url(y), d: url(d) };
}

function rsaFields(reader: WireReader): JsonWebKey | undefined {
  const [n, e, d, qi] = [reader.positive(), reader.positive(), reader.positive(), reader.positive()];
  const [p, q] = [reader.positive(), reader.positive()];
  if (p.length === 0 || q.length === 0) return undefined;
  const [dp, dq] = [exponentFor(d, p), exponentFor(d, q)];
  return { kty: 'RSA', n: url(n), e: url(e), d: url(d), p: url(p), q: url(q), dp, dq, qi: url(qi) };
}

/** `d mod (prime - 1)`, which the file leaves out. */
function exponentFor(d: Buffer, prime: Buffer): string {
  const modulus = BigInt(`0x${prime.toString('hex')}`) - 1n;
  if (modulus < 1n) return '';
  const hex = (BigInt(`0x${d.toString('hex') || '0'}`) % modulus).toString(16);
  return url(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
}

function keyFrom(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPrivateKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function url(bytes: Buffer): string {
  return bytes.toString('base64url');
}
