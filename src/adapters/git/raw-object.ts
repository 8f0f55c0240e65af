import { hash } from 'node:crypto';
import type { Oid } from '../../ports/git.ts';
import type { ObjectFormat } from './oid.ts';

/** An object as Git stores it. */
export interface RawObject {
  type: string;
  data: Buffer;
}

/** The id that these bytes have, whatever they are stored as. */
export function oidOf(type: string, data: Buffer, format: ObjectFormat): Oid {
  const head = `${type} ${data.length}\0`;
  const framed = Buffer.allocUnsafe(head.length + data.length);
  framed.write(head, 'latin1');
  framed.set(data, head.length);
  return hash(format, framed, 'hex');
}
