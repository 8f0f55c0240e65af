import type { Json, JsonObject } from '../../../domain/json.ts';
import { MAX_DEPTH } from '../limits.ts';
import type { Entry, MappingNode, ScalarNode, SequenceNode, Tree } from '../tree.ts';
import { readBlockScalar } from './block-scalar.ts';
import type { Cursor } from './cursor.ts';
import { put, readKey } from './key.ts';
import { isBlockHeader, lineIsOver } from './line.ts';
import { readPlain } from './plain.ts';
import { readDouble, readSingle } from './quoted.ts';

/** The list or mapping whose first line the cursor is at. It takes what `blocks.ts` takes, save for [ ] and { }, and tells where it stood. */
export function readBlockTree(cursor: Cursor, depth: number): Tree | undefined {
  return cursor.atDash() ? readList(cursor, cursor.indent, depth) : readMapping(cursor, cursor.indent, depth);
}

/** The value that starts here and is not a block; the cursor then is at the next line with content. */
export function readInlineTree(cursor: Cursor): ScalarNode | undefined {
  const start = cursor.at;
  const style = styles[cursor.text[start] ?? ''] ?? 'plain';
  const value = readers[style](cursor);
  const end = cursor.at;
  if (value === undefined || !cursor.leaveLine()) return undefined;
  return typeof value === 'object' && value !== null
    ? undefined
    : { kind: 'scalar', style, value, start, end, headerEnd: end };
}

const styles: Readonly<Record<string, 'double' | 'single'>> = { '"': 'double', "'": 'single' };
const readers = { double: readDouble, single: readSingle, plain: readPlain };

function readMapping(cursor: Cursor, indent: number, depth: number): MappingNode | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { at: start } = cursor;
  const value: JsonObject = {};
  const entries: Entry[] = [];
  do {
    const { at } = cursor;
    const key = readKey(cursor);
    const after = cursor.at;
    const node = key === undefined ? undefined : readAfterKey(cursor, indent, depth);
    if (key === undefined || node === undefined || !put(value, key, node.value)) return undefined;
    entries.push({ key, start: at, after, node });
  } while (cursor.indent === indent);
  if (cursor.indent > indent) return undefined;
  return { kind: 'mapping', flow: false, value, start, end: endOf(entries, start), entries };
}

function readAfterKey(cursor: Cursor, indent: number, depth: number): Tree | undefined {
  const { at: after } = cursor;
  if (!lineIsOver(cursor)) return isBlockHeader(cursor) ? readText(cursor, indent) : readInlineTree(cursor);
  if (!cursor.leaveLine()) return undefined;
  // A list may stand right under its key.
  const isBlock = cursor.indent > indent || (cursor.indent === indent && cursor.atDash());
  return isBlock ? readBlockTree(cursor, depth + 1) : nothing(after);
}

function readList(cursor: Cursor, indent: number, depth: number): SequenceNode | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { at: start } = cursor;
  const value: Json[] = [];
  const entries: Entry[] = [];
  do {
    const { at } = cursor;
    const node = readItem(cursor, indent, depth);
    if (node === undefined) return undefined;
    entries.push({ key: value.length, start: at, after: at + 1, node });
    value.push(node.value);
  } while (cursor.indent === indent && cursor.atDash());
  if (cursor.indent > indent) return undefined;
  return { kind: 'sequence', flow: false, value, start, end: endOf(entries, start), entries };
}

function readItem(cursor: Cursor, indent: number, depth: number): Tree | undefined {
  const dash = cursor.at;
  cursor.at += 1;
  if (lineIsOver(cursor)) {
    if (!cursor.leaveLine()) return undefined;
    return cursor.indent > indent ? readBlockTree(cursor, depth + 1) : nothing(dash + 1);
  }
  if (isBlockHeader(cursor)) return readText(cursor, indent);
  const inner = indent + cursor.at - dash;
  if (cursor.atDash()) return readList(cursor, inner, depth + 1);
  return startsPair(cursor) ? readMapping(cursor, inner, depth + 1) : readInlineTree(cursor);
}

function startsPair(cursor: Cursor): boolean {
  const { at } = cursor;
  const found = readKey(cursor) !== undefined;
  cursor.at = at;
  return found;
}

function readText(cursor: Cursor, indent: number): ScalarNode | undefined {
  const { text, at: start } = cursor;
  const headerEnd = /[-+]/.test(text[start + 1] ?? '') ? start + 2 : start + 1;
  const value = readBlockScalar(cursor, indent);
  // Only the strict reader tells where a text ends that keeps its blank lines.
  if (value === undefined || text[start + 1] === '+') return undefined;
  return { kind: 'scalar', style: 'block', value, start, end: cursor.textEnd, headerEnd };
}

function nothing(at: number): ScalarNode {
  return { kind: 'scalar', style: 'plain', value: null, start: at, end: at, headerEnd: at };
}

function endOf(entries: readonly Entry[], start: number): number {
  return entries.at(-1)?.node.end ?? start;
}
