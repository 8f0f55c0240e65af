import { forbiddenCharacter } from '../forbidden-characters.ts';
import { type Cursor, LINE_FEED } from './cursor.ts';

const DOUBLE = 0x22;
const SINGLE = 0x27;
const BACKSLASH = 0x5c;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', '/': '/' };
const anEscape = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([ntr"\\/])|.?)/g;

/** The text in double quotes that starts here and ends on the same line. */
export function readDouble(cursor: Cursor): string | undefined {
  const { text } = cursor;
  const start = cursor.at + 1;
  let escaped = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE) {
      cursor.at = at + 1;
      const raw = text.slice(start, at);
      return escaped ? unescaped(raw) : raw;
    }
    if (code === LINE_FEED) return undefined;
    if (code === BACKSLASH) {
      escaped = true;
      at += 1;
      if (text.charCodeAt(at) === LINE_FEED) return undefined;
    }
  }
  return undefined;
}

/** The text in single quotes that starts here and ends on the same line. */
export function readSingle(cursor: Cursor): string | undefined {
  const { text } = cursor;
  const start = cursor.at + 1;
  let doubled = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) return undefined;
    if (code !== SINGLE) continue;
    if (text.charCodeAt(at + 1) !== SINGLE) {
      cursor.at = at + 1;
      const raw = text.slice(start, at);
      return doubled ? raw.replaceAll("''", "'") : raw;
    }
    doubled = true;
    at += 1;
  }
  return undefined;
}

function unescaped(raw: string): string | undefined {
  let known = true;
  const text = raw.replace(anEscape, (_match, four?: string, two?: string, one?: string) => {
    const hex = four ?? two;
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (one === undefined) known = false;
    return escapes[one ?? ''] ?? '';
  });
  // An escape can bring in what the text itself must not hold.
  return known && text.isWellFormed() && !forbiddenCharacter.test(text) ? text : undefined;
}
