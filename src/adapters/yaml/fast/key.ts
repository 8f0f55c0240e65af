import type { Json, JsonObject } from '../../../domain/json.ts';
import { MAX_KEY } from '../limits.ts';
import { resolvePlain } from '../plain-scalar.ts';
import { COLON, type Cursor } from './cursor.ts';
import { readDouble, readSingle } from './quoted.ts';

const DOUBLE = 0x22;
const SINGLE = 0x27;

/** The key that starts here; the cursor is then behind its colon. Undefined, and nothing moved, where there is none. */
export function readKey(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const key = keyText(cursor);
  const colon = cursor.at;
  if (
    key !== undefined &&
    cursor.text.charCodeAt(colon) === COLON &&
    cursor.endsWord(colon + 1) &&
    colon - start <= MAX_KEY
  ) {
    cursor.at = colon + 1;
    return key;
  }
  cursor.at = start;
  return undefined;
}

/** Puts a pair into a mapping; false where the key is there already or is one that no record may have. */
export function put(mapping: JsonObject, key: string, value: Json): boolean {
  if (mapping[key] !== undefined && (key === '__proto__' || Object.hasOwn(mapping, key))) return false;
  mapping[key] = value;
  return true;
}

function keyText(cursor: Cursor): string | undefined {
  const { text, at: start } = cursor;
  const first = text.charCodeAt(start);
  if (first === DOUBLE || first === SINGLE) {
    const key = first === DOUBLE ? readDouble(cursor) : readSingle(cursor);
    return key === undefined || key === '<<' || !isComposed(key) ? undefined : key;
  }
  if (!isLetter(first) && !isDigit(first) && !(first > 0xa0)) return undefined;
  let at = start;
  let ascii = true;
  for (; ; at += 1) {
    const code = text.charCodeAt(at);
    if (isLetter(code) || isDigit(code) || code === 0x2d || code === 0x2e || code === 0x2f || code === 0x40) continue;
    if (!(code > 0xa0)) break;
    ascii = false;
  }
  cursor.at = at;
  const key = text.slice(start, at);
  return typeof resolvePlain(key) === 'string' && (ascii || isComposed(key)) ? key : undefined;
}

/** Keys that look the same are duplicates; among composed keys those are the equal ones. */
function isComposed(key: string): boolean {
  return key.normalize('NFC') === key;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
