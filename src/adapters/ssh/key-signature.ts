import { createHash, type KeyObject } from 'node:crypto';
import type { Curve } from './curves.ts';
import type { Failure, PublicKey } from './key-blob.ts';
import { WireReader } from './wire-reader.ts';
import { leftPadded, wireUint32 } from './wire-writer.ts';

/** What is left to be computed once a signature has the right form: does it hold for these bytes? */
export interface Question {
  hash: string | null;
  data: Buffer;
  key: KeyObject | { key: KeyObject; dsaEncoding: 'ieee-p1363' };
  signature: Buffer;
}

/** Reads a signature in SSH's wire form over `signed`, up to the computation itself. */
export function questionOf(key: PublicKey, signature: Buffer, signed: Buffer): Question | Failure {
  const reader = new WireReader(signature);
  const [algorithm, value] = [reader.text(), reader.string()];
  if (key.application === undefined) {
    return reader.done() ? questionOfValue(key, algorithm, value, signed) : malformed;
  }
  const [flags, counter] = [reader.byte(), reader.uint32()];
  if (!reader.done()) return malformed;
  if ((flags & userWasPresent) === 0) return { kind: 'bad', reason: 'nobody touched the security key to sign' };
  const claim = Buffer.concat([sha256(key.application), Buffer.of(flags), wireUint32(counter), sha256(signed)]);
  return questionOfValue(key, algorithm, value, claim);
}

const userWasPresent = 1;
const malformed: Failure = { kind: 'malformed', reason: 'the signature is not of the form its algorithm has' };
const mismatch: Failure = { kind: 'bad', reason: 'the signature algorithm is not one for this key' };

function questionOfValue(
  { key, scheme, type }: PublicKey,
  algorithm: string,
  value: Buffer,
  data: Buffer,
): Question | Failure {
  if (scheme.family === 'rsa') {
    const hash = rsaHashes.get(algorithm);
    if (hash === undefined) return mismatch;
    const padded = leftPadded(value, Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8));
    if (padded === undefined || value.length === 0) return malformed;
    return { hash, data, key, signature: padded };
  }
  if (algorithm !== type) return mismatch;
  if (scheme.family === 'ed25519') {
    if (value.length !== 64) return malformed;
    return { hash: null, data, key, signature: value };
  }
  const pair = numberPair(value, scheme.curve);
  if (pair === undefined) return malformed;
  return { hash: scheme.curve.hash, data, key: { key, dsaEncoding: 'ieee-p1363' }, signature: pair };
}

/** Not SHA-1, whatever the key's own name `ssh-rsa` once stood for. */
const rsaHashes: ReadonlyMap<string, string> = new Map([
  ['rsa-sha2-256', 'sha256'],
  ['rsa-sha2-512', 'sha512'],
]);

function numberPair(value: Buffer, { bytes }: Curve): Buffer | undefined {
  const reader = new WireReader(value);
  const [r, s] = [leftPadded(reader.positive(), bytes), leftPadded(reader.positive(), bytes)];
  return reader.done() && r !== undefined && s !== undefined ? Buffer.concat([r, s]) : undefined;
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
