import { verify } from 'node:crypto';
import type { SignatureVerdict, VerifySignature } from '../../ports/signatures.ts';
import { isOtherSignature, withoutArmour } from './armour.ts';
import { type Failure, type PublicKey, readKeyBlob } from './key-blob.ts';
import { type Question, questionOf } from './key-signature.ts';
import { magic, namespace, signedBytes } from './signed-bytes.ts';
import { WireReader } from './wire-reader.ts';

/** Makes a verifier of SSH commit signatures that remembers the keys it has met. It never throws. */
export function signatureVerifier(): (armoured: string, payload: Buffer) => SignatureVerdict {
  const keyOf = rememberingKeys();
  return (armoured, payload) => {
    try {
      const asked = ask(armoured, payload, keyOf);
      return 'question' in asked ? answered(asked, verify(...wordsOf(asked.question))) : asked;
    } catch {
      return unreadable;
    }
  };
}

/** The same with the computation on Node's own threads, so that many signatures are verified at once. */
export function threadedVerifier(): VerifySignature {
  const keyOf = rememberingKeys();
  return (armoured, payload) =>
    new Promise((resolve) => {
      try {
        const asked = ask(armoured, payload, keyOf);
        if (!('question' in asked)) resolve(asked);
        else verify(...wordsOf(asked.question), (error, holds) => resolve(answered(asked, error === null && holds)));
      } catch {
        resolve(unreadable);
      }
    });
}

const unreadable: Failure = { kind: 'malformed', reason: 'the signature cannot be read' };

interface Asked {
  key: PublicKey;
  question: Question;
}

function wordsOf({ hash, data, key, signature }: Question) {
  return [hash, data, key, signature] as const;
}

function answered({ key }: Asked, holds: boolean): SignatureVerdict {
  if (holds) return { kind: 'good', fingerprint: key.fingerprint, publicKey: key.line };
  return { kind: 'bad', reason: 'the signature does not fit what was signed' };
}

type KeyOf = (blob: Buffer) => PublicKey | Failure;

function ask(armoured: string, payload: Buffer, keyOf: KeyOf): Asked | Failure {
  const bytes = withoutArmour(armoured);
  if (bytes === undefined) {
    if (isOtherSignature(armoured)) return unsupported('the signature is not one of SSH');
    return malformed('the armour is damaged');
  }
  const reader = new WireReader(bytes);
  if (!reader.raw(magic.length).equals(magic)) return malformed('the armour holds something else');
  if (reader.uint32() !== 1) return unsupported('the signature is of a version that rgz does not know');
  const [blob, purpose, reserved, hash, signature] = [
    reader.string(),
    reader.text(),
    reader.string(),
    reader.text(),
    reader.string(),
  ];
  if (!reader.done() || reserved.length > 0) return malformed('the signature has the wrong length');
  if (purpose !== namespace) return { kind: 'bad', reason: 'the signature was made for something else than Git' };
  if (hash !== 'sha256' && hash !== 'sha512') return malformed('the hash is not one that SSH signatures use');
  const key = keyOf(blob);
  if ('kind' in key) return key;
  const question = questionOf(key, signature, signedBytes(payload, hash));
  return 'kind' in question ? question : { key, question };
}

/** Enough for the people of a company; a hostile history only costs the time to read its keys again. */
const mostKeys = 1_000;

function rememberingKeys(): KeyOf {
  const known = new Map<string, PublicKey | Failure>();
  return (blob) => {
    const name = blob.toString('latin1');
    const met = known.get(name);
    if (met !== undefined) return met;
    if (known.size >= mostKeys) known.clear();
    // A copy: the blob is a view into a larger buffer that should not be kept.
    const key = readKeyBlob(Buffer.from(blob));
    known.set(name, key);
    return key;
  };
}

function malformed(reason: string): Failure {
  return { kind: 'malformed', reason };
}

function unsupported(reason: string): Failure {
  return { kind: 'unsupported', reason };
}
