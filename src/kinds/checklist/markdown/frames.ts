import type { Line } from './line.ts';
import { type Heading, noHeading } from './sections.ts';
import { code } from './starts.ts';

/** A quote or a list item that is open, and what holds for what comes in it. */
export interface Frame {
  type: 'page' | 'quote' | 'item';
  /** How many columns a line has to be moved in to be part of an item. */
  width: number;
  /** Whether nothing is in it yet. */
  empty: boolean;
  heading: Heading;
  /** The heading outside of it. */
  base: Heading;
  /** The texts of the list items it is in, its own last, with a fingerprint of them and the nearest task. */
  within: readonly string[];
  key: number;
  task: string | undefined;
}

/** The open containers, outermost first. */
export class Frames {
  private readonly page: Frame = {
    type: 'page',
    width: 0,
    empty: true,
    heading: noHeading,
    base: noHeading,
    within: [],
    key: 0,
    task: undefined,
  };
  private readonly stack: Frame[] = [];
  /** Where quotes are in it. */
  private readonly quotes: number[] = [];

  get length(): number {
    return this.stack.length;
  }

  get top(): Frame {
    return this.stack.at(-1) ?? this.page;
  }

  /** How many of them the line goes on with; goes over what it takes for that. */
  match(line: Line): number {
    let count = 0;
    let quotes = 0;
    for (let frame = this.stack[0]; frame !== undefined; frame = this.stack[count]) {
      line.steps += 1;
      if (line.blank) return this.matchBlank(count, quotes);
      if (frame.type === 'quote') {
        if (line.indent > 3 || line.code !== code('>')) return count;
        line.take(1);
        line.takeColumns(1);
        quotes += 1;
      } else {
        if (line.indent < frame.width) return count;
        line.takeColumns(frame.width);
      }
      count += 1;
    }
    return count;
  }

  openQuote(): void {
    this.push('quote', 0);
    this.quotes.push(this.stack.length - 1);
  }

  openItem(width: number): Frame {
    return this.push('item', width);
  }

  /** The innermost one, when it is a list item with nothing in it. */
  emptyItem(): Frame | undefined {
    const { top } = this;
    return top.type === 'item' && top.empty ? top : undefined;
  }

  fill(): void {
    this.top.empty = false;
  }

  close(keep: number): void {
    while (this.stack.length > keep) this.stack.pop();
    while ((this.quotes.at(-1) ?? -1) >= keep) this.quotes.pop();
  }

  /** A blank line ends quotes, and an item that is nothing yet; all other items go on, without a look at each. */
  private matchBlank(from: number, quotes: number): number {
    const quote = this.quotes[quotes];
    if (quote !== undefined) return quote;
    return this.emptyItem() === undefined ? this.stack.length : Math.max(from, this.stack.length - 1);
  }

  private push(type: 'quote' | 'item', width: number): Frame {
    this.fill();
    const { heading, within, key, task } = this.top;
    const frame: Frame = {
      type,
      width,
      empty: true,
      heading,
      base: heading,
      within,
      key,
      task,
    };
    this.stack.push(frame);
    return frame;
  }
}
