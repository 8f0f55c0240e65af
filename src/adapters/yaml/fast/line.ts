import { type Cursor, HASH, LINE_FEED } from './cursor.ts';

/** Past spaces: whether nothing but a comment follows on the line. */
export function lineIsOver(cursor: Cursor): boolean {
  const before = cursor.at;
  const code = cursor.skipSpaces();
  return code === LINE_FEED || cursor.at >= cursor.text.length || (code === HASH && cursor.at > before);
}

/** Whether a text of several lines starts here. */
export function isBlockHeader(cursor: Cursor): boolean {
  const code = cursor.text.charCodeAt(cursor.at);
  return code === 0x7c || code === 0x3e;
}
