import type { Layout } from '../print/print-block.ts';
import { entryOf, type Tree } from '../tree.ts';
import { column } from './lines.ts';

/** The indentation a file uses, taken from its first nested mapping and its first list under a key. */
export function layoutOf(text: string, tree: Tree): Layout {
  const found: { step?: number; dash?: number } = {};
  look(text, tree, found);
  return { step: found.step ?? 2, dash: found.dash ?? 2, literals: true };
}

function look(text: string, node: Tree, found: { step?: number; dash?: number }): void {
  if (node.kind === 'scalar' || node.flow || (found.step !== undefined && found.dash !== undefined)) return;
  const indent = column(text, node.start);
  for (const { key } of node.entries) {
    const child = entryOf(node, key)?.node;
    if (child === undefined || child.kind === 'scalar' || child.flow) continue;
    const deeper = column(text, child.start) - indent;
    if (node.kind === 'mapping' && child.kind === 'mapping') found.step ??= deeper;
    if (node.kind === 'mapping' && child.kind === 'sequence') found.dash ??= deeper;
    look(text, child, found);
  }
}
