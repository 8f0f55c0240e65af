import type { Json } from '../../../domain/json.ts';
import { notANumber, resolvePlain } from '../plain-scalar.ts';
import { COLON, type Cursor, DASH, HASH, LINE_FEED, SPACE } from './cursor.ts';

const indicators = new Set([...'?-:,[]{}#&*!|>\'"%@`'].map((each) => each.charCodeAt(0)));

/** The value without quotes that starts here and ends with its line or before a comment. */
export function readPlain(cursor: Cursor): Json | undefined {
  const { text, at: start } = cursor;
  const first = text.charCodeAt(start);
  if (indicators.has(first) && (first !== DASH || cursor.endsWord(start + 1))) return undefined;
  let at = start;
  let end = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) continue;
    if (code === LINE_FEED) break;
    if (code === COLON && cursor.endsWord(at + 1)) return undefined;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
    end = at + 1;
  }
  cursor.at = end;
  return settled(text.slice(start, end));
}

/** The value of plain text, or undefined for a number that no record may hold. */
export function settled(text: string): Json | undefined {
  const value = resolvePlain(text);
  return value === notANumber ? undefined : value;
}
