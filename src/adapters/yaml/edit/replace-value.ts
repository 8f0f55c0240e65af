import type { Json } from '../../../domain/json.ts';
import type { Layout, Printed } from '../print/print-block.ts';
import { isCollection } from '../tree.ts';
import { type Columns, printInPlace } from './keep-style.ts';
import { column, isBlank, lineBreak, lineEnd, lineStart, previousLineEnd } from './lines.ts';
import { inFlow, type Slot } from './slot.ts';
import { linesAfter, type Splice } from './splice.ts';

/** Ways to put another value in a place, the best first; the first that reads back as wanted is taken. */
export function* replaceValue(text: string, slot: Slot, value: Json, layout: Layout): Generator<Splice[]> {
  for (const literals of [layout.literals, false]) {
    const printed = printInPlace(slot, value, columnsOf(text, slot), { ...layout, literals });
    yield replaceWith(text, slot, printed);
    if (slot.entry === undefined && !isFirst(text, slot.node.start)) yield belowMarker(text, slot, printed);
  }
}

/** The column of the key or dash, and that at which a block on its line would start. */
function columnsOf(text: string, { node, entry }: Slot): Columns {
  if (entry === undefined) return { indent: 0, inner: isFirst(text, node.start) ? column(text, node.start) : 0 };
  const stays = node.start > entry.after && /^ +$/.test(text.slice(entry.after, node.start));
  return { indent: column(text, entry.start), inner: stays ? column(text, node.start) : column(text, entry.after) + 1 };
}

function replaceWith(text: string, slot: Slot, printed: Printed): Splice[] {
  const { node, entry } = slot;
  if (entry === undefined || inFlow(slot)) return inPlace(text, slot, printed);
  const sameLine = lineStart(text, node.start) === lineStart(text, entry.after);
  if (!sameLine) {
    const stays = !isCollection(node) && node.style !== 'block' && printed.below.length === 0;
    return stays ? inPlace(text, slot, printed) : replaceLines(text, slot, entry.after, printed);
  }
  return node.kind === 'scalar' && node.style === 'block'
    ? replaceBlockScalar(text, entry.after, node, printed)
    : inPlace(text, slot, printed);
}

/** The old value starts on the line of its key or dash, or the new one goes where the old one was. */
function inPlace(text: string, { node, entry }: Slot, { inline, below }: Printed): Splice[] {
  // What follows a block on its last line belongs to the block.
  const end = isCollection(node) && !node.flow ? lineEnd(text, node.end) : node.end;
  const splices = [head(text, entry?.after ?? node.start, node.start, end, inline)];
  return below.length === 0 ? splices : [...splices, linesAfter(text, end, below)];
}

/** The whole document stands on the line of its start marker, where no block can start. */
function belowMarker(text: string, { node }: Slot, { inline, below }: Printed): Splice[] {
  const eol = lineBreak(text);
  return [{ start: node.start, end: node.end, text: [inline, ...below].map((line) => eol + line).join('') }];
}

function isFirst(text: string, offset: number): boolean {
  return isBlank(text, lineStart(text, offset), offset);
}

/** The old value has lines of its own: they go, and comments between them and the key stay. */
function replaceLines(text: string, { node }: Slot, after: number, { inline, below }: Printed): Splice[] {
  const from = previousLineEnd(text, lineStart(text, node.start));
  const eol = lineBreak(text);
  const lines = { start: from, end: lineEnd(text, node.end), text: below.map((line) => eol + line).join('') };
  return [head(text, after, after, after, inline), lines];
}

function replaceBlockScalar(
  text: string,
  after: number,
  node: { start: number; end: number; headerEnd: number },
  { inline, below }: Printed,
): Splice[] {
  const body = lineEnd(text, node.headerEnd);
  const eol = lineBreak(text);
  const lines = { start: body, end: Math.max(body, node.end), text: below.map((line) => eol + line).join('') };
  return [head(text, after, node.start, node.headerEnd, inline), lines];
}

/** Changes what stands on the line of the key or dash; a comment behind it stays. */
function head(text: string, after: number, start: number, end: number, inline: string): Splice {
  const rest = lineEnd(text, end);
  if (inline !== '') {
    // No block can start behind a tab.
    const tab = text.slice(after, start).includes('\t');
    if (start === end || tab) return { start: tab ? after : start, end, text: ` ${inline}` };
    return besideComment(text, start, end, inline);
  }
  return { start: after, end: isBlank(text, end, rest) ? rest : end, text: '' };
}

/** A comment that is set off by more than a space keeps its column. */
function besideComment(text: string, start: number, end: number, inline: string): Splice {
  const gap = /^ {2,}(?=#)/.exec(text.slice(end, lineEnd(text, end)))?.[0].length ?? 0;
  if (gap === 0 || text.slice(start, end).includes('\n')) return { start, end, text: inline };
  return { start, end: end + gap, text: inline + ' '.repeat(Math.max(1, gap + end - start - inline.length)) };
}
