import type { Json, JsonObject } from '../../domain/json.ts';

/** The data of a document with the ranges of text it came from; `end` is where its last character ends, comments apart. */
export type Tree = ScalarNode | MappingNode | SequenceNode;

/** A value without others in it. */
export interface ScalarNode {
  kind: 'scalar';
  style: 'plain' | 'single' | 'double' | 'block';
  value: null | boolean | number | string;
  start: number;
  end: number;
  /** Where the header of a block scalar ends. */
  headerEnd: number;
}

/** Pairs, in the order of the text. */
export interface MappingNode {
  kind: 'mapping';
  flow: boolean;
  value: JsonObject;
  start: number;
  end: number;
  entries: Entry[];
}

/** Items, in the order of the text. */
export interface SequenceNode {
  kind: 'sequence';
  flow: boolean;
  value: Json[];
  start: number;
  end: number;
  entries: Entry[];
}

/** A pair or an item: `start` is that of its key or dash, `after` is where its colon or dash ends. */
export interface Entry {
  key: string | number;
  start: number;
  after: number;
  node: Tree;
}

/** Whether a node holds others. */
export function isCollection(node: Tree): node is MappingNode | SequenceNode {
  return node.kind !== 'scalar';
}

/** The entry of a collection with this key or index. */
export function entryOf(node: Tree, key: string | number): Entry | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'mapping') return node.entries.find((each) => each.key === key);
  return typeof key === 'number' ? node.entries[key] : undefined;
}
