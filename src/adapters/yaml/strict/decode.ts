import { isUtf8 } from 'node:buffer';
import type { YamlProblem } from '../../../ports/yaml.ts';
import { MAX_BYTES } from '../limits.ts';

const BOM = '\ufeff';

/** The text of a file without its byte order mark, or why it has none. */
export function decode(bytes: Uint8Array): { text: string } | { problem: YamlProblem } {
  if (bytes.length > MAX_BYTES) return { problem: { line: 1, column: 1, message: tooLarge(bytes.length) } };
  if (!isUtf8(bytes)) return { problem: { ...badByte(bytes), message: 'The file is not UTF-8 text.' } };
  return { text: withoutMark(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')) };
}

/** The text without a leading byte order mark. */
export function withoutMark(text: string): string {
  return text.startsWith(BOM) ? text.slice(1) : text;
}

/** Says that a file is over the limit. */
export function tooLarge(size: number): string {
  return `The file has ${size} bytes; the most that is read is ${MAX_BYTES}.`;
}

function badByte(bytes: Uint8Array): { line: number; column: number } {
  const again = Buffer.from(Buffer.from(bytes).toString('utf8'));
  let at = 0;
  while (at < bytes.length && again[at] === bytes[at]) at += 1;
  // Streaming leaves out a character that is cut off, so the column is that of the character.
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, at), { stream: true });
  const line = before.split('\n');
  return { line: line.length, column: (line.at(-1) ?? '').length + 1 };
}
