/** A NIST curve as SSH, JWK and OpenSSL name it, with the size of a number on it and the hash SSH signs with. */
export interface Curve {
  ssh: 'nistp256' | 'nistp384' | 'nistp521';
  jwk: 'P-256' | 'P-384' | 'P-521';
  openssl: 'prime256v1' | 'secp384r1' | 'secp521r1';
  bytes: number;
  hash: 'sha256' | 'sha384' | 'sha512';
}

export const p256: Curve = { ssh: 'nistp256', jwk: 'P-256', openssl: 'prime256v1', bytes: 32, hash: 'sha256' };

/** The curves of SSH keys. */
export const curves: readonly Curve[] = [
  p256,
  { ssh: 'nistp384', jwk: 'P-384', openssl: 'secp384r1', bytes: 48, hash: 'sha384' },
  { ssh: 'nistp521', jwk: 'P-521', openssl: 'secp521r1', bytes: 66, hash: 'sha512' },
];
