import type { Config } from '../generated/types/config.v1.ts';

export type EvidenceSettings = NonNullable<Config['evidence']>;

/** Nothing can be said: the store does not answer, does not let in, or answers what makes no sense. */
export interface Unreachable {
  kind: 'unreachable';
  /** In words, without any secret. */
  reason: string;
}

/**
 * Where evidence is kept that is not in the repository. A piece has the same name everywhere, `<sha256>.<ending>`. A store
 * is never taken at its word: who asks works out the digest of what it gives.
 */
export interface EvidenceStore {
  /** What tells this store from others, for people. */
  readonly place: string;
  /** `mark`: changes with the bytes, as far as the store is honest. */
  look(name: string): Promise<{ kind: 'there'; size: number; mark: string } | { kind: 'missing' } | Unreachable>;
  /** At most `most` bytes; of a longer piece one more, so that it is seen to be too long. */
  read(
    name: string,
    most: number,
  ): Promise<{ kind: 'read'; bytes: Buffer; mark: string } | { kind: 'missing' } | Unreachable>;
  /** Never replaces what is there, where the store can promise that. `there`: somebody else was first. */
  keep(name: string, bytes: Buffer, type: string): Promise<{ kind: 'kept' | 'there' } | Unreachable>;
  close(): Promise<void>;
}

/** Throws `config.invalid` where the settings cannot be used here, as without the secrets that they name. */
export type OpenEvidence = (settings: EvidenceSettings) => Promise<EvidenceStore>;
