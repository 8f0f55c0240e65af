import { entryOf, type Tree } from '../tree.ts';

/** The offset of the value at a JSON pointer, or of its key; or of the nearest value above it that exists. */
export function offsetAt(tree: Tree, pointer: string, part?: 'key'): number {
  let node = tree;
  let key: number | undefined;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = entryOf(node, node.kind === 'sequence' ? indexOf(name) : name);
    if (next === undefined) return node.start;
    node = next.node;
    key = next.start;
  }
  return part === 'key' && key !== undefined ? key : node.start;
}

function indexOf(key: string): number {
  return /^(0|[1-9][0-9]*)$/.test(key) ? Number(key) : -1;
}
