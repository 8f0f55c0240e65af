import type { SignatureVerdict } from './signature-verdict.ts';

export type { SignatureVerdict } from './signature-verdict.ts';
export type { LoadedSigner, LoadSigner } from './signing.ts';

/** Judges the armoured SSH signature of a commit over the bytes it signs. Never throws. */
export type VerifySignature = (armoured: string, payload: Buffer) => Promise<SignatureVerdict>;
