import type { Oid } from '../../../ports/git.ts';
import { type ObjectFormat, oidBytes } from '../oid.ts';

/** Folders by their path, the top one by an empty one, with the tree that holds what is tracked there. undefined: it is not known. */
export type FolderTrees = ReadonlyMap<string, Oid | undefined>;

const newline = 0x0a;

/**
 * Reads the extension in which Git notes the trees of an index: for each folder its name, how many entries it has (or
 * that it has changed since), how many folders follow that lie in it, and its tree.
 */
export function parseFolderTrees(bytes: Buffer, format: ObjectFormat): FolderTrees {
  const width = oidBytes[format];
  const trees = new Map<string, Oid | undefined>();
  let at = 0;
  const folder = (above: string): void => {
    const nameEnd = bytes.indexOf(0, at);
    const countsEnd = bytes.indexOf(newline, nameEnd);
    if (nameEnd < 0 || countsEnd < 0) throw new RangeError('the trees of an index end too early');
    const path = above + bytes.toString('utf8', at, nameEnd);
    const [entries = '', folders = ''] = bytes.toString('latin1', nameEnd + 1, countsEnd).split(' ');
    const isKnown = !entries.startsWith('-');
    at = countsEnd + 1;
    trees.set(path, isKnown ? bytes.toString('hex', at, at + width) : undefined);
    if (isKnown) at += width;
    for (let left = Number(folders); left > 0; left--) folder(path === '' ? '' : `${path}/`);
  };
  folder('');
  return trees;
}
