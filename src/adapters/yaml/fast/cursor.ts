// The characters that more than one reader looks for.
export const LINE_FEED = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;
export const DASH = 0x2d;
export const COLON = 0x3a;

/** A place in a text. At the first character of a line's content, `indent` is its indentation, and -1 after the last line. */
export class Cursor {
  readonly text: string;
  at = 0;
  indent = -1;
  /** Where the last line ends of the `|` or `>` block that was read last, blank lines apart. */
  textEnd = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** From the start of a line to the first line with content; blank lines and comments have none. */
  toContent(): void {
    const { text } = this;
    const { length } = text;
    let start = this.at;
    while (start < length) {
      let at = start;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const code = text.charCodeAt(at);
      if (code !== LINE_FEED && code !== HASH && at < length) {
        this.indent = at - start;
        this.at = at;
        return;
      }
      const end = code === LINE_FEED ? at : text.indexOf('\n', at);
      start = end === -1 ? length : end + 1;
    }
    this.indent = -1;
    this.at = length;
  }

  /** Past white space and a comment to the next line with content; false where anything else follows on the line. */
  leaveLine(): boolean {
    const { text } = this;
    let { at } = this;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const code = text.charCodeAt(at);
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) at = text.indexOf('\n', at);
    else if (code !== LINE_FEED && at < text.length) return false;
    this.at = at === -1 ? text.length : at + 1;
    this.toContent();
    return true;
  }

  skipSpaces(): number {
    const { text } = this;
    let { at } = this;
    while (text.charCodeAt(at) === SPACE) at += 1;
    this.at = at;
    return text.charCodeAt(at);
  }

  /** Whether a list item starts here. */
  atDash(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.endsWord(this.at + 1);
  }

  /** Whether white space or the end of the text is at an offset. */
  endsWord(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === SPACE || code === LINE_FEED || at >= this.text.length;
  }
}
