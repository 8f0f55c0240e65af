const tab = 9;
const space = 32;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Walks a text line by line and, within a line, over columns as Markdown counts them (a tab reaches to the next
 * multiple of four, and can be taken in part). `steps` counts every character that is looked at.
 */
export class Line {
  steps = 0;
  number = 0;
  /** The furthest place before which a line across the page was looked for in vain. */
  noBreakBefore = 0;
  /** Behind the last character of the line, before its line end. */
  end: number;
  private following: number;
  private offset = 0;
  private column = 0;
  private found = 0;
  private foundColumn = 0;
  private readonly text: string;

  constructor(text: string, from: number) {
    this.text = text;
    this.end = from;
    this.following = from;
  }

  /** Goes to the next line. False at the end of the text. */
  advance(): boolean {
    const { text } = this;
    const start = this.following;
    if (start >= text.length) return false;
    let at = start;
    while (at < text.length && !isLineEnd(text.charCodeAt(at))) at += 1;
    this.end = at;
    this.following = text.startsWith('\r\n', at) ? at + 2 : at + 1;
    this.number += 1;
    this.steps += this.following - start;
    this.offset = start;
    this.column = 0;
    this.found = start - 1;
    return true;
  }

  /** Where the first character is that is no blank; `end` when there is none. */
  get next(): number {
    if (this.found < this.offset) this.skipBlanks();
    return this.found;
  }

  get blank(): boolean {
    return this.next === this.end;
  }

  /** How many columns of blanks are before it. */
  get indent(): number {
    return this.next - this.offset === 0 ? 0 : this.foundColumn - this.column;
  }

  /** The character there, or NaN. */
  get code(): number {
    return this.codeAt(this.next);
  }

  codeAt(at: number): number {
    this.steps += 1;
    return at < this.end ? this.text.charCodeAt(at) : Number.NaN;
  }

  isBlankAt(at: number): boolean {
    const code = this.codeAt(at);
    return code === space || code === tab;
  }

  /** How often one character stands in a row from there. */
  runAt(at: number): number {
    const code = this.codeAt(at);
    let to = at;
    while (to < this.end && this.codeAt(to) === code) to += 1;
    return to - at;
  }

  /** Whether nothing but blanks follows. */
  isRestBlank(at: number): boolean {
    let to = at;
    while (this.isBlankAt(to)) to += 1;
    return to >= this.end;
  }

  /** Goes behind the blanks, and on by so many characters that are none. */
  take(characters: number): void {
    const next = this.next;
    this.column = this.foundColumn + characters;
    this.offset = next + characters;
  }

  /** Goes on by columns of blanks, as far as there are some. */
  takeColumns(columns: number): void {
    let left = columns;
    while (left > 0 && this.isBlankAt(this.offset)) {
      const width = this.text.charCodeAt(this.offset) === tab ? 4 - (this.column % 4) : 1;
      this.column += Math.min(width, left);
      if (width <= left) this.offset += 1;
      left -= width;
    }
  }

  private skipBlanks(): void {
    let at = this.offset;
    let column = this.column;
    while (this.isBlankAt(at)) {
      column += this.text.charCodeAt(at) === tab ? 4 - (column % 4) : 1;
      at += 1;
    }
    this.found = at;
    this.foundColumn = column;
  }
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}
