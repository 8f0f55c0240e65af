import { isUtf8 } from 'node:buffer';
import type { Json } from '../../domain/json.ts';
import { readBlock, readInline } from './fast/blocks.ts';
import { Cursor } from './fast/cursor.ts';
import { forbiddenCharacter } from './forbidden-characters.ts';
import { MAX_FAST_BYTES } from './limits.ts';

const marker = /^(?:---|\.\.\.)(?=[ \n]|$)/;

/** The same value as `read`, without the `yaml` package, or undefined where only `read` can tell. */
export function readFast(bytes: Uint8Array): Json | undefined {
  if (bytes.length > MAX_FAST_BYTES || !isUtf8(bytes)) return undefined;
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  // A byte order mark and tabs are left to the strict reader.
  if (raw.includes('\t') || forbiddenCharacter.test(raw)) return undefined;
  return readDocument(new Cursor(raw.includes('\r') ? raw.replaceAll('\r\n', '\n') : raw));
}

function readDocument(cursor: Cursor): Json | undefined {
  cursor.toContent();
  if (atMarker(cursor) && cursor.text[cursor.at] === '-') {
    cursor.at += 3;
    if (!cursor.leaveLine()) return undefined;
  }
  if (cursor.indent === -1 || atMarker(cursor)) return undefined;
  const start = cursor.at;
  let value = readBlock(cursor, 1);
  if (value === undefined && cursor.at === start) value = readInline(cursor, 0);
  return cursor.indent === -1 ? value : undefined;
}

function atMarker({ text, at, indent }: Cursor): boolean {
  return indent === 0 && marker.test(text.slice(at, at + 4));
}
