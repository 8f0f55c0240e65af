import type { Entry, MappingNode, SequenceNode } from '../tree.ts';
import { column, isBlank, lineEnd, lineStart, nextLine, previousLineEnd } from './lines.ts';
import type { Splice } from './splice.ts';

/** Ways to take an entry out of a collection that has others. */
export function* removeEntry(text: string, node: MappingNode | SequenceNode, entry: Entry): Generator<Splice[]> {
  const index = node.entries.indexOf(entry);
  const next = node.entries[index + 1];
  if (node.flow) {
    yield [fromBrackets(text, entry, node.entries[index - 1], next)];
    return;
  }
  const lines = ownLines(text, entry, next);
  yield [lines];
  // A block scalar above would take in what now follows it.
  yield [{ ...lines, end: calmed(text, lines.end).from }];
  // The line break before it may be part of a text that keeps its blank lines.
  yield [{ ...lines, start: lineStart(text, entry.start) }];
  const { from, end, comments } = calmed(text, lines.end);
  const pad = ' '.repeat(column(text, node.start));
  yield [
    { ...lines, end: from },
    { start: from, end, text: comments.map((line) => pad + line.trimStart()).join('') },
  ];
}

function ownLines(text: string, entry: Entry, next: Entry | undefined): Splice {
  const start = lineStart(text, entry.start);
  const end = entry.node.end;
  if (isBlank(text, start, entry.start)) {
    // Without a final line break the one before has to go instead.
    const last = lineEnd(text, end) === text.length;
    return { start: last ? previousLineEnd(text, start) : start, end: nextLine(text, end), text: '' };
  }
  if (next !== undefined && isBlank(text, lineEnd(text, end), next.start))
    return { start: entry.start, end: next.start, text: '' };
  const before = text.slice(start, entry.start).trimEnd().length;
  return { start: start + before, end: lineEnd(text, end), text: '' };
}

/** The blank lines after an offset end at `from`, and the comments after those at `end`. */
function calmed(text: string, offset: number): { from: number; end: number; comments: string[] } {
  let from = offset;
  while (from < text.length && isBlank(text, from, nextLine(text, from))) from = nextLine(text, from);
  const comments: string[] = [];
  let end = from;
  while (end < text.length && /^\s*(#|$)/.test(text.slice(end, lineEnd(text, end)))) {
    comments.push(text.slice(end, nextLine(text, end)));
    end = nextLine(text, end);
  }
  return { from, end, comments };
}

function fromBrackets(text: string, entry: Entry, before: Entry | undefined, next: Entry | undefined): Splice {
  if (next !== undefined) return { start: entry.start, end: next.start, text: '' };
  const start = before === undefined ? entry.start : before.node.end;
  // A comma may stay behind the last item; a comment in between must.
  const plain =
    before === undefined || isBlank(text, start, entry.start) || !/[#\n]/.test(text.slice(start, entry.start));
  return { start: plain ? start : entry.start, end: entry.node.end, text: '' };
}
