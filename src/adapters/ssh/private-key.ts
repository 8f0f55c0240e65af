import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type Failure, readKeyBlob } from './key-blob.ts';
import { type KeyPair, keyPair } from './key-pair.ts';
import { readOpensshPrivateKey } from './openssh-private-key.ts';

/**
 * `usable`: rgz can sign with it. `git-must-sign`: encrypted, in hardware or unreadable; `publicKey` where the file tells it.
 * `refused`: signatures by this key would never be accepted, whoever makes them.
 */
export type PrivateKeyReading =
  | { kind: 'usable'; pair: KeyPair }
  | { kind: 'git-must-sign'; publicKey: string | undefined }
  | { kind: 'refused'; reason: string };

/** True for a text that is, or claims to be, a private key of any kind. */
export function isPrivateKey(text: string): boolean {
  return /---- ?BEGIN [A-Z0-9 ]*PRIVATE KEY ?----|^PuTTY-User-Key-File-/m.test(text);
}

/** Reads a private key in OpenSSH's format or in PEM (PKCS #8, PKCS #1, SEC 1). Never throws, never quotes the key. */
export function readPrivateKey(text: string): PrivateKeyReading {
  try {
    const file = readOpensshPrivateKey(text);
    return file === undefined ? fromPem(text) : fromOpenssh(file.publicBlob, file.secret);
  } catch {
    return { kind: 'git-must-sign', publicKey: undefined };
  }
}

function fromOpenssh(publicBlob: Buffer, secret: KeyObject | undefined): PrivateKeyReading {
  const named = readKeyBlob(publicBlob);
  if ('kind' in named) return named.kind === 'malformed' ? gitMustSign : refused(named);
  const pair = secret && keyPair(secret);
  const fits = pair !== undefined && !('kind' in pair) && pair.public.blob.equals(publicBlob);
  return fits ? { kind: 'usable', pair } : { kind: 'git-must-sign', publicKey: named.line };
}

function fromPem(text: string): PrivateKeyReading {
  const pair = keyPair(createPrivateKey(text));
  if (!('kind' in pair)) return { kind: 'usable', pair };
  return pair.kind === 'malformed' ? gitMustSign : refused(pair);
}

const gitMustSign: PrivateKeyReading = { kind: 'git-must-sign', publicKey: undefined };

function refused({ reason }: Failure): PrivateKeyReading {
  return { kind: 'refused', reason };
}
