import { wholeKey } from './identity.ts';
import type { MarkdownItem } from './list.ts';
import { siblingsOf } from './siblings.ts';

/**
 * Why an item is taken for one that was there before. `moved`: the same text under a renamed section or parent.
 * `retitled`: a similar text in the same place.
 */
export type Sameness = 'same' | 'moved' | 'retitled';

interface Pair {
  was: MarkdownItem;
  how: Sameness;
}

/** Which item of a new page is which of the old one. */
export class Pairs {
  private readonly pairs = new Map<MarkdownItem, Pair>();
  private readonly done = new Set<MarkdownItem>();
  /** What renamed sections and parents were before. */
  private sections: ReadonlyMap<number, number> = new Map();
  private readonly insides = new Map<number, number>();
  private readonly old: readonly MarkdownItem[];
  private readonly next: readonly MarkdownItem[];

  constructor(old: readonly MarkdownItem[], next: readonly MarkdownItem[]) {
    this.old = old;
    this.next = next;
  }

  of(now: MarkdownItem): Pair | undefined {
    return this.pairs.get(now);
  }

  has(was: MarkdownItem): boolean {
    return this.done.has(was);
  }

  leftOver(): { old: MarkdownItem[]; next: MarkdownItem[] } {
    return {
      old: this.old.filter((was) => !this.done.has(was)),
      next: this.next.filter((now) => !this.pairs.has(now)),
    };
  }

  /** Pairs the same text in the same place, wherever on the page; several that are equal, in their order. */
  pairEqual(): void {
    const key = ({ section, keys }: MarkdownItem) => wholeKey(section.key, keys);
    this.pairBy(this.old, this.next, key, key, 'same');
  }

  /** Pairs the same text in sections that have another heading now. */
  pairRenamed(sections: ReadonlyMap<number, number>): void {
    this.sections = sections;
    const { old, next } = this.leftOver();
    const renamed = next.filter(({ section }) => sections.has(section.key));
    this.pairBy(
      old,
      renamed,
      ({ section, keys }) => wholeKey(section.key, keys),
      ({ section, keys }) => wholeKey(sections.get(section.key) ?? section.key, keys),
      'moved',
    );
  }

  /** Goes from parents to what is in them, and pairs what stands between the same two neighbours with a similar text. */
  pairInPlace(isSimilar: (left: string, right: string) => boolean): void {
    const groups = siblingsOf(this.old, ({ section, keys }) => `${section.key}.${keys.within}`);
    for (const siblings of siblingsOf(this.next, ({ section, keys }) => `${section.key}.${keys.within}`).values()) {
      const [first] = siblings;
      if (first === undefined) continue;
      const section = this.sections.get(first.section.key) ?? first.section.key;
      const within = this.insides.get(first.keys.within) ?? first.keys.within;
      const before = groups.get(`${section}.${within}`);
      if (before === undefined) continue;
      if (within !== first.keys.within) this.pairBy(this.open(before), this.open(siblings), textKey, textKey, 'moved');
      this.pairGaps(before, siblings, isSimilar);
    }
  }

  private pairGaps(
    before: readonly MarkdownItem[],
    siblings: readonly MarkdownItem[],
    isSimilar: (left: string, right: string) => boolean,
  ): void {
    const gaps = new Map(gapsOf(before, (was) => (this.done.has(was) ? was : undefined)).map((gap) => [gap.left, gap]));
    for (const { left, right, items } of gapsOf(siblings, (now) => this.pairs.get(now)?.was)) {
      const gap = gaps.get(left);
      if (gap === undefined || gap.right !== right || gap.items.length !== items.length) continue;
      for (const [index, now] of items.entries()) {
        const was = gap.items[index];
        if (was !== undefined && isSimilar(was.text, now.text)) this.pair(was, now, 'retitled');
      }
    }
  }

  private open(items: readonly MarkdownItem[]): MarkdownItem[] {
    return items.filter((item) => !this.done.has(item) && !this.pairs.has(item));
  }

  private pairBy(
    old: readonly MarkdownItem[],
    next: readonly MarkdownItem[],
    keyOfOld: (item: MarkdownItem) => string,
    keyOfNext: (item: MarkdownItem) => string,
    how: Sameness,
  ): void {
    const waiting = siblingsOf(old, keyOfOld);
    const taken = new Map<string, number>();
    for (const now of next) {
      const key = keyOfNext(now);
      const count = taken.get(key) ?? 0;
      const was = waiting.get(key)?.[count];
      if (was === undefined) continue;
      taken.set(key, count + 1);
      this.pair(was, now, how);
    }
  }

  private pair(was: MarkdownItem, now: MarkdownItem, how: Sameness): void {
    this.pairs.set(now, { was, how });
    this.done.add(was);
    if (was.keys.inside !== now.keys.inside) this.insides.set(now.keys.inside, was.keys.inside);
  }
}

interface Gap {
  /** The paired neighbours, as they were before; undefined at the edge. */
  left: MarkdownItem | undefined;
  right: MarkdownItem | undefined;
  items: MarkdownItem[];
}

function gapsOf(items: readonly MarkdownItem[], paired: (item: MarkdownItem) => MarkdownItem | undefined): Gap[] {
  const gaps: Gap[] = [];
  let gap: Gap = { left: undefined, right: undefined, items: [] };
  for (const item of items) {
    const was = paired(item);
    if (was === undefined) gap.items.push(item);
    else {
      gaps.push({ ...gap, right: was });
      gap = { left: was, right: undefined, items: [] };
    }
  }
  return [...gaps, gap].filter((each) => each.items.length > 0);
}

function textKey({ keys }: MarkdownItem): string {
  return String(keys.text);
}
