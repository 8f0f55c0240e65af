import { notANumber, resolvePlain } from '../plain-scalar.ts';

// Letters first, so that no date, number, version or indicator comes through.
const word = /^[A-Za-z][A-Za-z0-9_.@/-]*$/;
const phrase = /^[A-Za-z](?:[A-Za-z0-9_.@/()+=;<>$^~ -]|:(?=[^ ])|[\u00c0-\u024f\u2019])*$/;
const version = /^[vV]?[0-9]+(\.|$)/;
const otherReaders = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** Whether a new text is written without quotes: one word that no YAML reader takes for anything else. */
export function isWord(text: string): boolean {
  return text.length <= 200 && word.test(text) && !misread(text);
}

/** Whether a text may stay without quotes where the file has it so, even inside [ ] and { }. */
export function mayStayPlain(text: string): boolean {
  return phrase.test(text) && !text.endsWith(' ') && !text.endsWith(':') && !misread(text);
}

function misread(text: string): boolean {
  if (otherReaders.test(text) || version.test(text)) return true;
  const value = resolvePlain(text);
  return value === notANumber || value !== text;
}

/** Whether `|` and `|-` give back exactly this text. */
export function isLiteral(text: string): boolean {
  if (!text.includes('\n') || text.includes('\t') || text.includes('\r')) return false;
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  // The first line sets the indentation, and white space at the end would be cut off.
  return body !== '' && !/^[ \n]/.test(body) && !/(^|\n) *$/.test(body);
}
