import { createHash } from 'node:crypto';
import type { Oid } from '../../ports/git.ts';
import type { ObjectFormat } from './oid.ts';

/** An object as Git stores it. */
export interface RawObject {
  type: string;
  data: Buffer;
}

/** The id that these bytes have, whatever they are stored as. */
export function oidOf(type: string, data: Buffer, format: ObjectFormat): Oid {
  return createHash(format).update(`${type} ${data.length}\0`).update(data).digest('hex');
}
