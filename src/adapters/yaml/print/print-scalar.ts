import type { Json } from '../../../domain/json.ts';
import { isWord } from './text-style.ts';

/** A value on one line, as it may stand after a key, a dash or inside [ ] and { }. */
export function printInline(value: Json): string {
  if (typeof value === 'string') return isWord(value) ? value : printQuoted(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(printInline).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.keys(value).map((key) => `${printKey(key)}: ${printInline(value[key] ?? null)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return value === 0 ? '0' : String(value);
}

/** A text in double quotes; the escapes of JSON are escapes of YAML. */
export function printQuoted(text: string): string {
  return JSON.stringify(text);
}

/** A key, in quotes where it could be read as anything but this text. */
export function printKey(key: string): string {
  return isWord(key) ? key : printQuoted(key);
}
