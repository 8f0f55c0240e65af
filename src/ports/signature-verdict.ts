/**
 * What became of a signature. Only `good` proves anything.
 * `bad`: it does not hold for these bytes, or must not be relied on. `unsupported`: of a form that rgz does not verify.
 * `malformed`: not a signature. Reasons never quote what was in it.
 */
export type SignatureVerdict =
  | { kind: 'good'; fingerprint: string /** `ssh-ed25519 AAAA…`, without a comment. */; publicKey: string }
  | { kind: 'bad' | 'unsupported' | 'malformed'; reason: string };
