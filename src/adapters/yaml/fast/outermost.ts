import type { JsonObject } from '../../../domain/json.ts';
import { readAfterKey } from './blocks.ts';
import type { Cursor } from './cursor.ts';
import { put, readKey } from './key.ts';

/** A key of the outermost mapping, and where it stands: nothing that comes before is told from anything behind it. */
export interface Mark {
  key: string;
  at: number;
}

/** What the outermost mapping holds so far, and its keys in the order of the text. */
export interface Outermost {
  mapping: JsonObject;
  marks: Mark[];
}

/** The rest of an outermost mapping without indentation, from one of its keys to the end of the text. Takes what `readBlock` takes. */
export function readOutermost(cursor: Cursor, { mapping, marks }: Outermost): JsonObject | undefined {
  while (cursor.indent === 0) {
    const { at } = cursor;
    const key = readKey(cursor);
    const value = key === undefined ? undefined : readAfterKey(cursor, 0, 1);
    if (key === undefined || value === undefined || !put(mapping, key, value)) return undefined;
    marks.push({ key, at });
  }
  return cursor.indent === -1 ? mapping : undefined;
}
