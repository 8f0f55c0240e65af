import { entryOf, type Tree } from '../tree.ts';

/** The offset of the value at a JSON pointer, or of the nearest value above it that exists. */
export function offsetAt(tree: Tree, pointer: string): number {
  let node = tree;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = entryOf(node, node.kind === 'sequence' ? indexOf(key) : key);
    if (next === undefined) break;
    node = next.node;
  }
  return node.start;
}

function indexOf(key: string): number {
  return /^(0|[1-9][0-9]*)$/.test(key) ? Number(key) : -1;
}
