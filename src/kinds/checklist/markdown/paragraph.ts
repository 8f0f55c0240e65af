import type { Frame } from './frames.ts';

const uneven = /\s\s|[^\S ]/;

/** Lines of text in a row. */
export class Paragraph {
  /** The list item that begins with it. */
  readonly owner: Frame | undefined;
  /** Where its mark is, when the item is a task. */
  readonly mark: { at: number; line: number } | undefined;
  onlyLinks = true;
  private readonly lines: { from: number; to: number; lazy: boolean }[] = [];

  constructor(owner: Frame | undefined, mark?: { at: number; line: number }) {
    this.owner = owner;
    this.mark = mark;
  }

  add(from: number, to: number, link = false): void {
    this.lines.push({ from, to, lazy: false });
    if (!link) this.onlyLinks = false;
  }

  /** Adds a line that stands further out than the paragraph. */
  addLazily(from: number, to: number): void {
    this.lines.push({ from, to, lazy: true });
    this.onlyLinks = false;
  }

  /** What stands where the paragraph stands, on one line. A line further out is meant as part of it only if it is all. */
  own(text: string): string {
    return this.joined(text, false) || this.joined(text, true);
  }

  all(text: string): string {
    return this.joined(text, true);
  }

  private joined(text: string, lazyToo: boolean): string {
    let whole = '';
    for (const { from, to, lazy } of this.lines) {
      if (!lazyToo && lazy) continue;
      const line = text.slice(from, to);
      whole = whole === '' ? line : `${whole} ${line}`;
    }
    const line = whole.trim();
    return uneven.test(line) ? line.replace(/\s+/g, ' ') : line;
  }
}
