import type { Json } from '../../../domain/json.ts';
import { type Layout, printItem, printPair } from '../print/print-block.ts';
import { printInline, printKey } from '../print/print-scalar.ts';
import type { MappingNode, SequenceNode } from '../tree.ts';
import { column, isBlank, lineBreak, lineEnd, lineStart } from './lines.ts';
import { linesAfter, type Splice } from './splice.ts';

/** Ways to add a pair (with a key) or an item (without) at the end of a collection that may not be an empty block. */
export function* addEntry(
  text: string,
  node: MappingNode | SequenceNode,
  key: string | undefined,
  value: Json,
  layout: Layout,
): Generator<Splice[]> {
  if (node.flow) {
    const entry = key === undefined ? printInline(value) : `${printKey(key)}: ${printInline(value)}`;
    yield [insideBrackets(node, entry)];
    return;
  }
  const indent = column(text, node.start);
  for (const literals of [layout.literals, false]) {
    const style = { ...layout, literals };
    const lines = key === undefined ? printItem(value, indent, style) : printPair(key, value, indent, style);
    yield [linesAfter(text, node.end, [...blankLinesBetween(text, node), ...lines])];
    // A text that keeps its blank lines would take in one put after it.
    yield [linesAfter(text, node.end, lines)];
    // White space at the very end would become a line of a text that keeps its blank lines.
    const end = text.trimEnd().length;
    if (node.end > end) yield [{ start: end, end: text.length, text: '' }, linesAfter(text, node.end, lines)];
    // Of such a text the blank lines count and the white space behind them does not.
    const last = lineStart(text, text.length);
    if (last < text.length && isBlank(text, last, text.length))
      yield [{ start: last, end: text.length, text: lines.join(lineBreak(text)) }];
  }
}

function insideBrackets(node: MappingNode | SequenceNode, entry: string): Splice {
  const last = node.entries.at(-1);
  if (last !== undefined) return { start: last.node.end, end: last.node.end, text: `, ${entry}` };
  return { start: node.end - 1, end: node.end - 1, text: entry };
}

/** As many blank lines as the last two items have between them. */
function blankLinesBetween(text: string, node: MappingNode | SequenceNode): string[] {
  const [one, other] = node.entries.slice(-2);
  if (node.kind === 'mapping' || one === undefined || other === undefined) return [];
  const between = text.slice(lineEnd(text, one.node.end), lineStart(text, other.start));
  const blank = between.split('\n').slice(1, -1);
  return blank.every((line) => line.trim() === '') ? blank.map(() => '') : [];
}
