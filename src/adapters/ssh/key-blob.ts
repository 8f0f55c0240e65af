import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { SignatureVerdict } from '../../ports/signatures.ts';
import { type Curve, curves, p256 } from './curves.ts';
import { WireReader } from './wire-reader.ts';

/** How a key signs; `application` is there for keys in security hardware. */
export type Scheme = { family: 'ed25519' } | { family: 'rsa' } | { family: 'ecdsa'; curve: Curve };

/** A public key that rgz can verify with. */
export interface PublicKey {
  type: string;
  blob: Buffer;
  /** `type base64` */
  line: string;
  fingerprint: string;
  key: KeyObject;
  scheme: Scheme;
  application: Buffer | undefined;
}

export type Failure = Exclude<SignatureVerdict, { kind: 'good' }>;

/** Reads a public key in SSH's wire form; a key that proves nothing is a failure. Never throws. */
export function readKeyBlob(blob: Buffer): PublicKey | Failure {
  const reader = new WireReader(blob);
  const type = reader.text();
  const readFields = fieldReaders.get(type);
  if (readFields === undefined) return unknownType(type);
  const fields = readFields(reader);
  if (!reader.done() || fields === undefined) return malformed;
  if ('kind' in fields) return fields;
  const key = keyFrom(fields.jwk);
  if (key === undefined) return malformed;
  const line = `${type} ${blob.toString('base64')}`;
  return {
    type,
    blob,
    line,
    fingerprint: fingerprintOf(blob),
    key,
    scheme: fields.scheme,
    application: fields.application,
  };
}

interface Fields {
  jwk: JsonWebKey;
  scheme: Scheme;
  application?: Buffer;
}

type FieldReader = (reader: WireReader) => Fields | Failure | undefined;

const malformed: Failure = { kind: 'malformed', reason: 'the public key is not of the form its type has' };

const fieldReaders: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  ['ssh-ed25519', edwards],
  ['sk-ssh-ed25519@openssh.com', (reader) => inHardware(edwards(reader), reader)],
  ['ssh-rsa', rsa],
  ['sk-ecdsa-sha2-nistp256@openssh.com', (reader) => inHardware(nist(p256, reader), reader)],
  ...curves.map((curve): [string, FieldReader] => [`ecdsa-sha2-${curve.ssh}`, (reader) => nist(curve, reader)]),
]);

function edwards(reader: WireReader): Fields | undefined {
  const point = reader.string();
  if (point.length !== 32) return undefined;
  return { jwk: { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') }, scheme: { family: 'ed25519' } };
}

function nist(curve: Curve, reader: WireReader): Fields | undefined {
  const [name, point] = [reader.text(), reader.string()];
  const uncompressed = 4;
  if (name !== curve.ssh || point.length !== 1 + 2 * curve.bytes || point[0] !== uncompressed) return undefined;
  const x = point.subarray(1, 1 + curve.bytes).toString('base64url');
  const y = point.subarray(1 + curve.bytes).toString('base64url');
  return { jwk: { kty: 'EC', crv: curve.jwk, x, y }, scheme: { family: 'ecdsa', curve } };
}

function rsa(reader: WireReader): Fields | Failure | undefined {
  const [exponent, modulus] = [reader.positive(), reader.positive()];
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < 2048) return { kind: 'bad', reason: 'the RSA key has fewer than 2048 bits' };
  const isOdd = ((exponent.at(-1) ?? 0) & 1) === 1;
  const isOne = exponent.length === 1 && exponent[0] === 1;
  if (bits > 16_384 || !isOdd || isOne || exponent.length > 8) return undefined;
  const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
  return { jwk, scheme: { family: 'rsa' } };
}

function inHardware(fields: Fields | undefined, reader: WireReader): Fields | undefined {
  const application = reader.string();
  return fields === undefined ? undefined : { ...fields, application };
}

/** OpenSSL refuses points that are not on the curve. */
function keyFrom(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

function unknownType(type: string): Failure {
  if (/^[a-z0-9-]+-cert-v0[01]@openssh\.com$/.test(type)) {
    return { kind: 'unsupported', reason: 'the key is a certificate, and rgz accepts plain keys only' };
  }
  if (type === 'ssh-dss') return { kind: 'unsupported', reason: 'DSA keys are too weak to prove anything' };
  return { kind: 'unsupported', reason: 'the key is of a type that rgz does not know' };
}
