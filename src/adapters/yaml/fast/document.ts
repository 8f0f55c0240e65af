import type { Cursor } from './cursor.ts';

/** How the value of a document is read: a list or mapping, or what stands on one line. */
interface Readers<Node> {
  block(cursor: Cursor, depth: number): Node | undefined;
  inline(cursor: Cursor, depth: number): Node | undefined;
}

const marker = /^(?:---|\.\.\.)(?=[ \n]|$)/;

/** The value of the one document of a text, or undefined where only the strict reader can tell. */
export function readDocument<Node>(cursor: Cursor, readers: Readers<Node>): Node | undefined {
  cursor.toContent();
  if (atMarker(cursor) && cursor.text[cursor.at] === '-') {
    cursor.at += 3;
    if (!cursor.leaveLine()) return undefined;
  }
  if (cursor.indent === -1 || atMarker(cursor)) return undefined;
  const start = cursor.at;
  let value = readers.block(cursor, 1);
  if (value === undefined && cursor.at === start) value = readers.inline(cursor, 0);
  return cursor.indent === -1 ? value : undefined;
}

function atMarker({ text, at, indent }: Cursor): boolean {
  return indent === 0 && marker.test(text.slice(at, at + 4));
}
