/** What one caller may take of the process. Times in milliseconds. */
export interface Limits {
  bodyBytes: number;
  headerBytes: number;
  connections: number;
  /** Until the headers are there, until the whole request is, and without a byte. */
  headersMs: number;
  requestMs: number;
  silenceMs: number;
  keepAliveMs: number;
  /** How often late requests are looked for. */
  lookMs: number;
  /** How long answers may take when the server closes. */
  closeMs: number;
}

export const usualLimits: Limits = {
  bodyBytes: 1_048_576,
  headerBytes: 16_384,
  connections: 128,
  headersMs: 5_000,
  requestMs: 10_000,
  silenceMs: 15_000,
  keepAliveMs: 5_000,
  lookMs: 1_000,
  closeMs: 2_000,
};
