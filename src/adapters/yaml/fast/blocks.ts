import type { Json, JsonObject } from '../../../domain/json.ts';
import { MAX_DEPTH } from '../limits.ts';
import { readBlockScalar } from './block-scalar.ts';
import type { Cursor } from './cursor.ts';
import { readFlow } from './flow.ts';
import { put, readKey } from './key.ts';
import { isBlockHeader, lineIsOver } from './line.ts';
import { readPlain } from './plain.ts';
import { readDouble, readSingle } from './quoted.ts';

/** The list or mapping whose first line the cursor is at. */
export function readBlock(cursor: Cursor, depth: number): Json | undefined {
  if (cursor.atDash()) return readList(cursor, cursor.indent, depth);
  const key = readKey(cursor);
  return key === undefined ? undefined : readMapping(cursor, key, cursor.indent, depth);
}

/** The value that starts here and is not a block; the cursor then is at the next line with content. */
export function readInline(cursor: Cursor, depth: number): Json | undefined {
  const value = inlineValue(cursor, depth);
  return value === undefined || !cursor.leaveLine() ? undefined : value;
}

/** A mapping whose first key has been read. */
function readMapping(cursor: Cursor, first: string, indent: number, depth: number): JsonObject | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const mapping: JsonObject = {};
  let key: string | undefined = first;
  for (;;) {
    if (key === undefined) return undefined;
    const value = readAfterKey(cursor, indent, depth);
    if (value === undefined || !put(mapping, key, value)) return undefined;
    if (cursor.indent < indent) return mapping;
    if (cursor.indent > indent) return undefined;
    key = readKey(cursor);
  }
}

/** The value of a key at this indentation; the cursor is behind its colon. */
export function readAfterKey(cursor: Cursor, indent: number, depth: number): Json | undefined {
  if (!lineIsOver(cursor)) return isBlockHeader(cursor) ? readBlockScalar(cursor, indent) : readInline(cursor, depth);
  if (!cursor.leaveLine()) return undefined;
  // A list may stand right under its key.
  if (cursor.indent > indent || (cursor.indent === indent && cursor.atDash())) return readBlock(cursor, depth + 1);
  return null;
}

function readList(cursor: Cursor, indent: number, depth: number): Json[] | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const items: Json[] = [];
  do {
    const item = readItem(cursor, indent, depth);
    if (item === undefined) return undefined;
    items.push(item);
  } while (cursor.indent === indent && cursor.atDash());
  return cursor.indent > indent ? undefined : items;
}

function readItem(cursor: Cursor, indent: number, depth: number): Json | undefined {
  const dash = cursor.at;
  cursor.at += 1;
  if (lineIsOver(cursor)) {
    if (!cursor.leaveLine()) return undefined;
    return cursor.indent > indent ? readBlock(cursor, depth + 1) : null;
  }
  if (isBlockHeader(cursor)) return readBlockScalar(cursor, indent);
  const inner = indent + cursor.at - dash;
  if (cursor.atDash()) return readList(cursor, inner, depth + 1);
  const key = readKey(cursor);
  return key === undefined ? readInline(cursor, depth) : readMapping(cursor, key, inner, depth + 1);
}

function inlineValue(cursor: Cursor, depth: number): Json | undefined {
  switch (cursor.text.charCodeAt(cursor.at)) {
    case 0x22:
      return readDouble(cursor);
    case 0x27:
      return readSingle(cursor);
    case 0x5b:
    case 0x7b:
      return readFlow(cursor, depth + 1);
    default:
      return readPlain(cursor);
  }
}
