import { createECDH, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { curves } from './curves.ts';
import { type Failure, type PublicKey, readKeyBlob } from './key-blob.ts';
import { mpint, wireStrings } from './wire-writer.ts';

/** A private key and the public key it signs for. */
export interface KeyPair {
  secret: KeyObject;
  public: PublicKey;
}

/** Finds the public half of a private key from its secret part; a failure where rgz could not verify what it signs. */
export function keyPair(secret: KeyObject): KeyPair | Failure {
  const blob = publicBlob(secret);
  if (blob === undefined) return { kind: 'unsupported', reason: 'the key is of a type that rgz does not know' };
  const half = readKeyBlob(blob);
  return 'kind' in half ? half : { secret, public: half };
}

function publicBlob(secret: KeyObject): Buffer | undefined {
  switch (secret.asymmetricKeyType) {
    case 'ed25519':
      return wireStrings('ssh-ed25519', bytesOf(createPublicKey(secret).export({ format: 'jwk' }).x));
    case 'ec':
      return nistBlob(secret);
    case 'rsa': {
      const jwk = secret.export({ format: 'jwk' });
      if (!isConsistent(jwk)) return undefined;
      return wireStrings('ssh-rsa', mpint(bytesOf(jwk.e)), mpint(bytesOf(jwk.n)));
    }
    default:
      return undefined;
  }
}

/** Derives the point: one that stands beside the secret in a file proves nothing. */
function nistBlob(secret: KeyObject): Buffer | undefined {
  const curve = curves.find(({ openssl }) => openssl === secret.asymmetricKeyDetails?.namedCurve);
  if (curve === undefined) return undefined;
  const side = createECDH(curve.openssl);
  side.setPrivateKey(bytesOf(secret.export({ format: 'jwk' }).d));
  return wireStrings(`ecdsa-sha2-${curve.ssh}`, curve.ssh, side.getPublicKey());
}

/** A damaged RSA key can give its primes away with its first signature. */
function isConsistent({ n, e, d, p, q }: JsonWebKey): boolean {
  const [N, E, D, P, Q] = [number(n), number(e), number(d), number(p), number(q)];
  if (P < 3n || Q < 3n || P * Q !== N) return false;
  return (D * E) % (P - 1n) === 1n && (D * E) % (Q - 1n) === 1n;
}

function number(text: string | undefined): bigint {
  return BigInt(`0x${bytesOf(text).toString('hex') || '0'}`);
}

function bytesOf(text: string | undefined): Buffer {
  return Buffer.from(text ?? '', 'base64url');
}
