import type { Json, JsonObject } from '../../../domain/json.ts';
import { MAX_DEPTH } from '../limits.ts';
import type { Cursor } from './cursor.ts';
import { put, readKey } from './key.ts';
import { settled } from './plain.ts';
import { readDouble, readSingle } from './quoted.ts';

// Nothing in here is an indicator wherever it stands, save for a dash at the start.
const plain = /(?:[A-Za-z0-9_./~+]|-(?![ ,\]}]))(?:[A-Za-z0-9_./~+@-]| +(?=[A-Za-z0-9_./~+@-]))*/y;

/** The collection in [ ] or { } that starts here and ends on the same line. */
export function readFlow(cursor: Cursor, depth: number): Json | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const isList = cursor.text[cursor.at] === '[';
  cursor.at += 1;
  return isList ? readList(cursor, depth) : readMapping(cursor, depth);
}

function readList(cursor: Cursor, depth: number): Json[] | undefined {
  const items: Json[] = [];
  if (closes(cursor, ']')) return items;
  for (;;) {
    const item = readItem(cursor, depth);
    if (item === undefined) return undefined;
    items.push(item);
    if (closes(cursor, ']')) return items;
    if (!closes(cursor, ',')) return undefined;
  }
}

function readMapping(cursor: Cursor, depth: number): JsonObject | undefined {
  const mapping: JsonObject = {};
  if (closes(cursor, '}')) return mapping;
  for (;;) {
    cursor.skipSpaces();
    const key = readKey(cursor);
    const value = key === undefined ? undefined : readItem(cursor, depth);
    if (key === undefined || value === undefined || !put(mapping, key, value)) return undefined;
    if (closes(cursor, '}')) return mapping;
    if (!closes(cursor, ',')) return undefined;
  }
}

function readItem(cursor: Cursor, depth: number): Json | undefined {
  cursor.skipSpaces();
  switch (cursor.text[cursor.at]) {
    case '"':
      return readDouble(cursor);
    case "'":
      return readSingle(cursor);
    case '[':
    case '{':
      return readFlow(cursor, depth + 1);
  }
  plain.lastIndex = cursor.at;
  const text = plain.exec(cursor.text)?.[0];
  if (text === undefined) return undefined;
  cursor.at += text.length;
  return settled(text);
}

function closes(cursor: Cursor, bracket: string): boolean {
  cursor.skipSpaces();
  if (cursor.text[cursor.at] !== bracket) return false;
  cursor.at += 1;
  return true;
}
