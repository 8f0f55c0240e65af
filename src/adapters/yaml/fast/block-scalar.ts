import { type Cursor, HASH, LINE_FEED, SPACE } from './cursor.ts';

const PIPE = 0x7c;

/** The text of a `|` or `>` block below a key or dash at this indentation; the cursor is at its header. */
export function readBlockScalar(cursor: Cursor, parentIndent: number): string | undefined {
  const { text } = cursor;
  const literal = text.charCodeAt(cursor.at) === PIPE;
  const header = text[cursor.at + 1];
  const chomp = header === '-' || header === '+' ? header : '';
  cursor.at += 1 + chomp.length;
  if (!headerEnds(cursor)) return undefined;
  const lines = readLines(cursor, parentIndent);
  // The lines of a block that is never closed by a line break are read in more than one way.
  if (lines === undefined || text.charCodeAt(cursor.at - 1) !== LINE_FEED) return undefined;
  let last = lines.length;
  while (last > 0 && lines[last - 1] === '') last -= 1;
  const content = lines.slice(0, last);
  const body = literal ? content.join('\n') : folded(content);
  if (body === undefined || last === 0) return undefined;
  const ending = chomp === '-' ? '' : chomp === '+' ? '\n'.repeat(1 + lines.length - last) : '\n';
  cursor.toContent();
  return body + ending;
}

function headerEnds(cursor: Cursor): boolean {
  const before = cursor.at;
  const code = cursor.skipSpaces();
  if (code === HASH && cursor.at > before) cursor.at = cursor.text.indexOf('\n', cursor.at);
  else if (code !== LINE_FEED) return false;
  if (cursor.at === -1) return false;
  cursor.at += 1;
  return true;
}

/** The lines without their indentation, which the first line with content sets. */
function readLines(cursor: Cursor, parentIndent: number): string[] | undefined {
  const { text } = cursor;
  const lines: string[] = [];
  let indent = -1;
  let widest = 0;
  while (cursor.at < text.length) {
    const start = cursor.at;
    let at = start;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    if (at === end) {
      if (indent === -1) widest = Math.max(widest, at - start);
      const isContent = indent !== -1 && at - start > indent;
      if (isContent) cursor.textEnd = end;
      lines.push(isContent ? text.slice(start + indent, end) : '');
    } else {
      if (indent === -1) indent = at - start;
      if (indent <= parentIndent || widest > indent) return undefined;
      if (at - start < indent) return lines;
      cursor.textEnd = end;
      lines.push(text.slice(start + indent, end));
    }
    cursor.at = found === -1 ? end : end + 1;
  }
  return indent === -1 ? undefined : lines;
}

/** Lines joined by spaces; lines that are indented further keep their breaks in ways that only the strict reader knows. */
function folded(lines: readonly string[]): string | undefined {
  let result = '';
  let breaks = 0;
  for (const line of lines) {
    if (line === '') {
      breaks += 1;
      continue;
    }
    if (line.charCodeAt(0) === SPACE) return undefined;
    const separator = breaks > 0 ? '\n'.repeat(breaks) : ' ';
    result += result === '' ? '\n'.repeat(breaks) + line : separator + line;
    breaks = 0;
  }
  return result;
}
