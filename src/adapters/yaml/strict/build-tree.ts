import {
  type CST,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Json, JsonObject } from '../../../domain/json.ts';
import { forbiddenCharacters } from '../forbidden-characters.ts';
import { MAX_DEPTH } from '../limits.ts';
import type { Entry, MappingNode, ScalarNode, SequenceNode, Tree } from '../tree.ts';
import { isClosed } from './is-closed.ts';
import { keyProblem, quoted } from './key-problem.ts';
import type { Problem } from './problem.ts';
import { tooDeep } from './tokens.ts';

/** Turns composed nodes into a tree of plain data, and collects what rgz refuses in them. */
export class TreeBuilder {
  readonly problems: Problem[] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  build(node: unknown, emptyAt: number, depth = 1): Tree {
    if (isMap(node)) return this.mapping(node, depth);
    if (isSeq(node)) return this.sequence(node, depth);
    return this.scalar(isScalar(node) ? node : undefined, emptyAt);
  }

  private refuse(offset: number, message: string): void {
    this.problems.push({ offset, message });
  }

  private mapping(node: YAMLMap, depth: number): MappingNode {
    const value: JsonObject = {};
    const entries: Entry[] = [];
    const start = startOf(node);
    if (depth > MAX_DEPTH) this.refuse(start, tooDeep);
    const firsts = new Map<string, number>();
    for (const pair of node.items) {
      const entry = this.pair(pair, firsts, depth);
      if (entry === undefined) continue;
      entries.push(entry);
      value[entry.key] = entry.node.value;
    }
    return { kind: 'mapping', flow: node.flow === true, value, start, end: this.endOf(node, entries), entries };
  }

  private pair(pair: Pair, firsts: Map<string, number>, depth: number): (Entry & { key: string }) | undefined {
    const token = pair.srcToken as CST.CollectionItem | undefined;
    const colon = token?.sep?.find((each) => each.type === 'map-value-ind');
    const start = isScalar(pair.key) ? startOf(pair.key) : (token?.key?.offset ?? colon?.offset ?? 0);
    const key = isScalar(pair.key) ? pair.key.value : undefined;
    const problem = colon === undefined ? 'A key without ": " and a value is not accepted.' : keyProblem(key);
    if (problem !== undefined || typeof key !== 'string') {
      this.refuse(start, problem ?? 'A key must be text.');
      return undefined;
    }
    if (this.text.slice(start, colon?.offset).includes('\n'))
      this.refuse(start, 'A key and its colon must be on one line.');
    const first = firsts.get(key.normalize('NFC'));
    if (first !== undefined) this.refuse(start, `The key ${quoted(key)} is there twice in one mapping.`);
    firsts.set(key.normalize('NFC'), start);
    const after = (colon?.offset ?? start) + 1;
    return { key, start, after, node: this.build(pair.value, after, depth + 1) };
  }

  private sequence(node: YAMLSeq, depth: number): SequenceNode {
    const entries: Entry[] = [];
    const start = startOf(node);
    if (depth > MAX_DEPTH) this.refuse(start, tooDeep);
    const dashes = node.flow === true ? [] : dashesOf(node);
    node.items.forEach((item, index) => {
      const at = dashes[index] ?? (item as Node).range?.[0] ?? start;
      if (isPair(item) || (isMap(item) && item.srcToken === undefined)) {
        this.refuse(at, 'A pair inside [ ] needs { } around it.');
        return;
      }
      const after = dashes[index] === undefined ? at : at + 1;
      entries.push({ key: index, start: at, after, node: this.build(item, after, depth + 1) });
    });
    const value: Json[] = entries.map((each) => each.node.value);
    return { kind: 'sequence', flow: node.flow === true, value, start, end: this.endOf(node, entries), entries };
  }

  private scalar(node: Scalar | undefined, emptyAt: number): ScalarNode {
    const token = node?.srcToken as CST.Token | undefined;
    const range = node?.range;
    // A value that is not written has no token.
    if (
      node === undefined ||
      range === undefined ||
      range === null ||
      (range[0] === range[1] && token?.type !== 'block-scalar')
    ) {
      return { kind: 'scalar', style: 'plain', value: null, start: emptyAt, end: emptyAt, headerEnd: emptyAt };
    }
    const [start, valueEnd] = range;
    const style = styles[node.type ?? ''] ?? 'plain';
    if (!isClosed(style, this.text.slice(start, valueEnd))) this.refuse(start, 'A quote is not closed.');
    const header = token?.type === 'block-scalar' ? token.props[0] : undefined;
    const headerEnd = header !== undefined && 'source' in header ? start + header.source.length : valueEnd;
    const end = style === 'block' ? Math.max(headerEnd, this.withoutLineEnd(valueEnd)) : valueEnd;
    return { kind: 'scalar', style, value: this.scalarValue(node.value, start), start, end, headerEnd };
  }

  private scalarValue(value: unknown, start: number): null | boolean | number | string {
    if (typeof value === 'string') {
      for (const { name } of forbiddenCharacters(value)) {
        this.refuse(start, `This value holds ${name}.`);
        break;
      }
      return value;
    }
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) this.refuse(start, 'Infinity and NaN are not accepted; a text needs quotes.');
      else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        this.refuse(start, 'The number is too large to be exact; a text needs quotes.');
      }
      // Minus zero does not survive JSON.
      return value === 0 ? 0 : value;
    }
    return typeof value === 'boolean' ? value : null;
  }

  private endOf(node: YAMLMap | YAMLSeq, entries: readonly Entry[]): number {
    if (node.flow === true) return node.range?.[1] ?? 0;
    return entries.at(-1)?.node.end ?? startOf(node);
  }

  private withoutLineEnd(offset: number): number {
    if (this.text[offset - 1] !== '\n') return offset;
    return this.text[offset - 2] === '\r' ? offset - 2 : offset - 1;
  }
}

const styles: Readonly<Record<string, ScalarNode['style']>> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function dashesOf(node: YAMLSeq): number[] {
  const token = node.srcToken as CST.BlockSequence | undefined;
  return (token?.items ?? []).flatMap((item) => {
    const dash = item.start.find((each) => each.type === 'seq-item-ind');
    return dash === undefined ? [] : [dash.offset];
  });
}
