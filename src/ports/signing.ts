import type { CommitSigner, GitIdentity } from './git.ts';

export interface LoadedSigner {
  signer: CommitSigner;
  /** `type base64`, when it can be told before anything is signed. */
  publicKey: string | undefined;
}

/** Finds the key that Git's configuration names. Throws `identity.no-signing-key`. */
export type LoadSigner = (identity: GitIdentity) => Promise<LoadedSigner>;

/** Reads a public key file's text. Throws `input.invalid` when it holds anything else. */
export type ReadPublicKey = (text: string) => { key: string; fingerprint: string };
