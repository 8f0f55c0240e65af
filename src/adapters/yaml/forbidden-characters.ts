// Controls, DEL, C1 (so NEL), bidi controls and marks, line separators that other YAML readers take for a line end, BOM.
const set = String.raw`\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff`;

/** Finds a forbidden character in text that is known to have no lone surrogates; `\r` counts unless `\n` follows. */
export const forbiddenCharacter = new RegExp(String.raw`[${set}]|\r(?!\n)`);

const forbiddenAnywhere = new RegExp(String.raw`[${set}\ud800-\udfff]|\r(?!\n)`, 'gu');

/** Yields the offset and a description of each character that no record may hold. */
export function* forbiddenCharacters(text: string): Generator<{ offset: number; name: string }> {
  for (const match of text.matchAll(forbiddenAnywhere)) {
    yield { offset: match.index, name: nameOf(match[0].charCodeAt(0)) };
  }
}

function nameOf(code: number): string {
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code === 0x0d) return 'a carriage return without a line feed';
  if (code === 0xfeff) return 'a byte order mark';
  if (code >= 0xd800 && code <= 0xdfff) return `half a character (${number})`;
  if (code < 0xa0) return `a control character (${number})`;
  if (code === 0x2028 || code === 0x2029) return `a line separator (${number})`;
  return `a character that changes the direction of text (${number})`;
}
