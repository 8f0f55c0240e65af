import { type Frame, Frames } from './frames.ts';
import { endsHtml, type HtmlEnd, htmlBlock } from './html-block.ts';
import type { Line } from './line.ts';
import { Paragraph } from './paragraph.ts';
import {
  closesFence,
  code,
  type Fence,
  headingLevel,
  isLinkDefinition,
  isThematicBreak,
  listMarker,
  openingFence,
  underlineLevel,
} from './starts.ts';

type Leaf =
  | { type: 'none' }
  | { type: 'fence'; fence: Fence }
  | { type: 'html'; end: HtmlEnd }
  | { type: 'paragraph'; paragraph: Paragraph };

const nothing: Leaf = { type: 'none' };

/** What is found while blocks are read. */
export interface Found {
  /** A heading in the innermost of the open frames. */
  heading(frames: Frames, level: number, text: string): void;
  /** The first paragraph of a list item has ended; the item is the innermost frame. */
  text(item: Frame, paragraph: Paragraph): void;
}

/**
 * Reads the blocks of GitHub's Markdown as CommonMark orders them: containers first (quotes, list items), then what is
 * in the innermost. Each character is looked at a bounded number of times.
 */
export class BlockReader {
  private readonly frames = new Frames();
  private leaf: Leaf = nothing;
  private readonly text: string;
  private readonly line: Line;
  private readonly found: Found;

  constructor(text: string, line: Line, found: Found) {
    this.text = text;
    this.line = line;
    this.found = found;
  }

  read(): void {
    while (this.line.advance()) this.readLine();
    this.closeTo(0);
    this.endLeaf();
  }

  private readLine(): void {
    const { line, frames, text } = this;
    const matched = frames.match(line);
    const all = matched === frames.length;
    if (all && this.leaf.type === 'fence') {
      if (closesFence(line, this.leaf.fence)) this.leaf = nothing;
      return;
    }
    if (all && this.leaf.type === 'html') {
      if (endsHtml(text, line, this.leaf.end)) this.leaf = nothing;
      return;
    }
    this.open(matched, all && this.leaf.type === 'paragraph');
  }

  /** Opens containers as long as some begin here, then what is in them. */
  private open(matched: number, inParagraph: boolean): void {
    const { line, frames } = this;
    let keep = matched;
    let cuts = inParagraph;
    while (!line.blank && line.indent <= 3) {
      if (line.code === code('>')) {
        this.closeTo(keep);
        frames.openQuote();
        line.take(1);
        line.takeColumns(1);
      } else if (this.openLeaf(keep, cuts)) return;
      else {
        const marker = listMarker(line, cuts);
        if (marker === 0) break;
        this.closeTo(keep);
        this.openItem(marker);
      }
      keep = frames.length;
      cuts = false;
    }
    this.addText(keep);
  }

  /** Headings, code, HTML and lines across the page: what is a line of its own, or begins with one. */
  private openLeaf(keep: number, cuts: boolean): boolean {
    const { line, leaf, text } = this;
    const level = headingLevel(line);
    if (level > 0) {
      this.placeIn(keep);
      this.found.heading(this.frames, level, headingText(text.slice(line.next + level, line.end)));
      return true;
    }
    const fence = openingFence(line);
    if (fence !== undefined) {
      this.placeIn(keep);
      this.leaf = { type: 'fence', fence };
      return true;
    }
    const html = line.code === code('<') ? htmlBlock(text, line, leaf.type === 'paragraph') : undefined;
    if (html !== undefined) {
      this.placeIn(keep);
      this.leaf = endsHtml(text, line, html) ? nothing : { type: 'html', end: html };
      return true;
    }
    if (cuts && leaf.type === 'paragraph' && !leaf.paragraph.onlyLinks) {
      const under = underlineLevel(line);
      if (under > 0) {
        this.leaf = nothing;
        if (leaf.paragraph.owner !== undefined) this.found.text(leaf.paragraph.owner, leaf.paragraph);
        if (leaf.paragraph.mark === undefined) this.found.heading(this.frames, under, leaf.paragraph.all(text));
        return true;
      }
    }
    if (!isThematicBreak(line)) return false;
    this.placeIn(keep);
    return true;
  }

  private openItem(marker: number): void {
    const { line } = this;
    const offset = line.indent;
    line.take(marker);
    const gap = line.blank || line.indent > 4 ? 1 : line.indent;
    line.takeColumns(gap);
    this.frames.openItem(offset + marker + gap);
  }

  private isTask(at: number): boolean {
    const { line, text } = this;
    if (line.codeAt(at) !== code('[') || line.codeAt(at + 2) !== code(']')) return false;
    return ' xX~'.includes(text.charAt(at + 1)) && (at + 3 === line.end || line.isBlankAt(at + 3));
  }

  private addText(keep: number): void {
    const { line, frames, leaf } = this;
    const { next, end, blank } = line;
    if (leaf.type === 'paragraph' && !blank) {
      // A line that leaves containers without beginning anything goes on with their text.
      if (keep < frames.length) leaf.paragraph.addLazily(next, end);
      else leaf.paragraph.add(next, end, isLinkDefinition(line));
      return;
    }
    this.closeTo(keep);
    if (blank) return;
    if (line.indent <= 3) this.leaf = { type: 'paragraph', paragraph: this.openParagraph() };
    frames.fill();
  }

  private openParagraph(): Paragraph {
    const { line } = this;
    const { next, end } = line;
    const owner = this.frames.emptyItem();
    const isTask = owner !== undefined && this.isTask(next);
    const paragraph = new Paragraph(owner, isTask ? { at: next + 1, line: line.number } : undefined);
    paragraph.add(isTask ? next + 3 : next, end, isLinkDefinition(line));
    return paragraph;
  }

  private placeIn(keep: number): void {
    this.closeTo(keep);
    this.frames.fill();
  }

  /** Ends what is open in the innermost frame, and all frames but so many. */
  private closeTo(keep: number): void {
    this.endLeaf();
    this.frames.close(keep);
  }

  private endLeaf(): void {
    const { leaf } = this;
    this.leaf = nothing;
    if (leaf.type === 'paragraph' && leaf.paragraph.owner !== undefined)
      this.found.text(leaf.paragraph.owner, leaf.paragraph);
  }
}

/** Without the signs that may close a heading. */
function headingText(text: string): string {
  const trimmed = text.trim();
  let end = trimmed.length;
  while (trimmed[end - 1] === '#') end -= 1;
  const open = end === 0 || trimmed[end - 1] === ' ' || trimmed[end - 1] === '\t';
  return (open ? trimmed.slice(0, end) : trimmed).replace(/\s+/g, ' ').trim();
}
