import type { Frame, Frames } from './frames.ts';
import { contentStart } from './front-matter.ts';
import { identityOf, keysOf, numbered } from './identity.ts';
import { Line } from './line.ts';
import type { MarkdownItem, MarkdownList, MarkStatus } from './list.ts';
import type { Paragraph } from './paragraph.ts';
import { BlockReader } from './read-blocks.ts';
import { below } from './sections.ts';

const marks: Readonly<Record<MarkdownItem['mark'], MarkStatus>> = {
  ' ': 'not_started',
  '~': 'partial',
  x: 'completed',
  X: 'completed',
};

/** Every task of a page, as GitHub shows it: `- [ ]`, `[~]`, `[x]` or `[X]` at the beginning of a list item. */
export function readMarkdown(text: string): MarkdownList {
  return { items: readCounting(text).items };
}

/** The same, and how many steps it took. */
export function readCounting(text: string): MarkdownList & { steps: number } {
  const start = contentStart(text);
  const line = new Line(text, start);
  line.number = text.slice(0, start).match(/\r\n|\n|\r/g)?.length ?? 0;
  line.steps = start;
  const found = new Tasks(text);
  new BlockReader(text, line, found).read();
  return { items: found.items, steps: line.steps };
}

class Tasks {
  readonly items: MarkdownItem[] = [];
  private readonly seen = new Map<string, number>();
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  heading({ top }: Frames, level: number, text: string): void {
    top.heading = below(top.heading, top.base, level, text);
  }

  text(frame: Frame, paragraph: Paragraph): void {
    const text = paragraph.own(this.source);
    if (text === '') return;
    const keys = keysOf(frame.key, text);
    if (paragraph.mark !== undefined) frame.task = this.addItem(frame, text, keys, paragraph.mark);
    frame.within = [...frame.within, text];
    frame.key = keys.inside;
  }

  private addItem(
    { base, within, task }: Frame,
    text: string,
    keys: MarkdownItem['keys'],
    { at, line }: { at: number; line: number },
  ): string {
    const mark = this.source.charAt(at) as MarkdownItem['mark'];
    const first = identityOf(base.key, base.words, keys, text);
    const count = (this.seen.get(first) ?? 0) + 1;
    this.seen.set(first, count);
    const id = numbered(first, count);
    this.items.push({
      id,
      text,
      mark,
      status: marks[mark],
      section: base,
      within,
      parent: task,
      line,
      at,
      keys,
    });
    return id;
  }
}
