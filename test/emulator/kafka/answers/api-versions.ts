import { codes } from '../errors.ts';
import type { WireWriter } from '../wire-writer.ts';

interface Offer {
  key: number;
  least: number;
  most: number;
}

/** A client that asks in a version that is not known is told so in the oldest form. */
export function writeApiVersions(write: WireWriter, version: number, offers: readonly Offer[], known: boolean): void {
  write.int16(known ? codes.NONE : codes.UNSUPPORTED_VERSION);
  write.array(offers, ({ key, least, most }) => write.int16(key).int16(least).int16(most).tags());
  if (known && version >= 1) write.int32(0);
  write.tags();
}
