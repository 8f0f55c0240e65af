/**
 * What lies at an address now. Throws `evidence.not-fetched` where it cannot be had, or leads elsewhere, and
 * `evidence.refused` for more bytes than may be kept.
 */
export type TakeSnapshot = (address: string, most: number) => Promise<Buffer>;
