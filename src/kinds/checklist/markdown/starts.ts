import type { Line } from './line.ts';

/** The level of a heading `# …`, or 0. */
export function headingLevel(line: Line): number {
  if (line.code !== code('#')) return 0;
  const level = line.runAt(line.next);
  const after = line.next + level;
  return level <= 6 && (after === line.end || line.isBlankAt(after)) ? level : 0;
}

export interface Fence {
  sign: number;
  length: number;
}

/** A fence that opens code. */
export function openingFence(line: Line): Fence | undefined {
  const sign = line.code;
  if (sign !== code('`') && sign !== code('~')) return undefined;
  const length = line.runAt(line.next);
  if (length < 3) return undefined;
  if (sign === code('`'))
    for (let at = line.next + length; at < line.end; at += 1) if (line.codeAt(at) === sign) return undefined;
  return { sign, length };
}

export function closesFence(line: Line, fence: Fence): boolean {
  if (line.code !== fence.sign || line.indent > 3) return false;
  const length = line.runAt(line.next);
  return length >= fence.length && line.isRestBlank(line.next + length);
}

/** The level of the heading that a line of `===` or `---` makes of the paragraph before it, or 0. */
export function underlineLevel(line: Line): number {
  const sign = line.code;
  if (sign !== code('=') && sign !== code('-')) return 0;
  if (!line.isRestBlank(line.next + line.runAt(line.next))) return 0;
  return sign === code('=') ? 1 : 2;
}

/** A line across the page: three or more of `*`, `-` or `_`, with blanks between them or not. */
export function isThematicBreak(line: Line): boolean {
  const sign = line.code;
  if (sign !== code('*') && sign !== code('-') && sign !== code('_')) return false;
  // Each of many markers in a row would look through all that follow.
  if (line.next < line.noBreakBefore) return false;
  let count = 0;
  for (let at = line.next; at < line.end; at += 1) {
    if (line.codeAt(at) === sign) count += 1;
    else if (!line.isBlankAt(at)) {
      line.noBreakBefore = at;
      return false;
    }
  }
  return count >= 3;
}

/** How long the marker of a list item is (`-`, `*`, `+`, `1.`, `1)`), or 0. Only some may cut a paragraph off. */
export function listMarker(line: Line, inParagraph: boolean): number {
  const { next } = line;
  const bullet = line.code === code('*') || line.code === code('+') || line.code === code('-');
  let digits = 0;
  while (!bullet && digits < 10 && isDigit(line.codeAt(next + digits))) digits += 1;
  if (!bullet && (digits === 0 || digits > 9)) return 0;
  const delimiter = line.codeAt(next + digits);
  if (!bullet && delimiter !== code('.') && delimiter !== code(')')) return 0;
  const after = next + digits + 1;
  if (after < line.end && !line.isBlankAt(after)) return 0;
  if (inParagraph) {
    if (line.isRestBlank(after)) return 0;
    if (!bullet && !isOne(line, digits)) return 0;
  }
  return digits + 1;
}

/** Whether a line of a paragraph only says where a link leads: `[name]: …`. */
export function isLinkDefinition(line: Line): boolean {
  if (line.code !== code('[')) return false;
  let at = line.next + 1;
  while (at < line.end && line.codeAt(at) !== code(']') && line.codeAt(at) !== code('[')) at += 1;
  return at > line.next + 1 && line.codeAt(at) === code(']') && line.codeAt(at + 1) === code(':');
}

/** Whether the number of an item is 1, with zeros before it or not. */
function isOne(line: Line, digits: number): boolean {
  for (let at = 0; at < digits - 1; at += 1) if (line.codeAt(line.next + at) !== code('0')) return false;
  return line.codeAt(line.next + digits - 1) === code('1');
}

function isDigit(found: number): boolean {
  return found >= 48 && found <= 57;
}

export function code(sign: string): number {
  return sign.charCodeAt(0);
}
