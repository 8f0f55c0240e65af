import type { YamlPath } from '../../../ports/yaml.ts';
import { type Entry, entryOf, type MappingNode, type SequenceNode, type Tree } from '../tree.ts';

/** A place that holds a value: the document, a pair or an item. */
export interface Slot {
  node: Tree;
  /** The collection around it; none for the document. */
  parent: MappingNode | SequenceNode | undefined;
  entry: Entry | undefined;
}

/** The deepest place on a path that exists, and the part of the path that is missing. */
export function slotAt(tree: Tree, path: YamlPath): { slot: Slot; missing: YamlPath } {
  let slot: Slot = { node: tree, parent: undefined, entry: undefined };
  for (const [depth, key] of path.entries()) {
    const entry = entryOf(slot.node, key);
    if (entry === undefined || slot.node.kind === 'scalar') return { slot, missing: path.slice(depth) };
    slot = { node: entry.node, parent: slot.node, entry };
  }
  return { slot, missing: [] };
}

/** Whether the place lies inside [ ] or { }. */
export function inFlow(slot: Slot): boolean {
  return slot.parent?.flow === true;
}
