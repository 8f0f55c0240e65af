/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends: at its line break, or at the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return text[at - 1] === '\r' && at > offset ? at - 1 : at;
}

/** Where the line before a line start ends. */
export function previousLineEnd(text: string, start: number): number {
  if (start === 0) return 0;
  return text[start - 2] === '\r' ? start - 2 : start - 1;
}

/** Where the next line starts. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at + 1;
}

/** The column of an offset, from 0. */
export function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The line break the text uses. */
export function lineBreak(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** Whether only white space lies between two offsets. */
export function isBlank(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}
