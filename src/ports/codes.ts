import type { IssuedCode, RecordCode } from '../domain/one-time-code.ts';

/** One-time codes, made anew from a key each time and kept nowhere. */
export interface Codes {
  /** What is kept of a new one. */
  issue(record: string, user: string): Pick<IssuedCode, 'hash' | 'nonce'>;
  /** The code itself, in groups; undefined where another key made it. */
  reveal(of: RecordCode): string | undefined;
}

/**
 * The codes that a key makes: that of an environment variable, or this clone's own. Throws `config.invalid` where there is
 * none that can be used.
 */
export type OpenCodes = (keyVariable: string | undefined) => Promise<Codes>;

/** Whether what somebody typed is the code that was issued. Takes as long whatever they typed. */
export type IsCode = (of: Pick<RecordCode, 'record' | 'user' | 'hash'>, typed: string) => boolean;
