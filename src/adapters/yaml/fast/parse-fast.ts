import { forbiddenCharacter } from '../forbidden-characters.ts';
import { MAX_FAST_BYTES } from '../limits.ts';
import type { Tree } from '../tree.ts';
import { Cursor } from './cursor.ts';
import { readDocument } from './document.ts';
import { readBlockTree, readInlineTree } from './tree-blocks.ts';

const readers = { block: readBlockTree, inline: readInlineTree };

/** The same tree as `parse`, without the `yaml` package, or undefined where only that can tell. */
export function parseFast(text: string): Tree | undefined {
  const isPlain = text.length <= MAX_FAST_BYTES && Buffer.byteLength(text) <= MAX_FAST_BYTES && text.isWellFormed();
  if (!isPlain || /[\t\r]/.test(text) || forbiddenCharacter.test(text)) return undefined;
  return readDocument(new Cursor(text), readers);
}
