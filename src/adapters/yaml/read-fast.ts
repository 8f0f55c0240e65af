import { isUtf8 } from 'node:buffer';
import type { Json } from '../../domain/json.ts';
import { readBlock, readInline } from './fast/blocks.ts';
import { Cursor } from './fast/cursor.ts';
import { readDocument } from './fast/document.ts';
import { forbiddenCharacter } from './forbidden-characters.ts';
import { MAX_FAST_BYTES } from './limits.ts';

const readers = { block: readBlock, inline: readInline };

/** The same value as `read`, without the `yaml` package, or undefined where only `read` can tell. */
export function readFast(bytes: Uint8Array): Json | undefined {
  if (bytes.length > MAX_FAST_BYTES || !isUtf8(bytes)) return undefined;
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  // A byte order mark and tabs are left to the strict reader.
  if (raw.includes('\t') || forbiddenCharacter.test(raw)) return undefined;
  return readDocument(new Cursor(raw.includes('\r') ? raw.replaceAll('\r\n', '\n') : raw), readers);
}
