/** A one-time code as the history keeps it: by its hash alone. Whoever has the key makes the code itself again. */
export interface IssuedCode {
  /** Whose it is, as their record names them. */
  user: string;
  /** SHA-256 in hexadecimal. */
  hash: string;
  nonce: string;
  /** ISO in UTC. */
  expiresAt: string;
}

/** A code of a record. */
export interface RecordCode extends IssuedCode {
  record: string;
}

/** Which code a letter is to hold. */
export interface Sealed extends RecordCode {
  /** What to type for another one. */
  again: string;
}

/** What becomes of somebody who comes with a code. */
export type CodeVerdict = 'ok' | 'expired' | 'used' | 'unknown';
