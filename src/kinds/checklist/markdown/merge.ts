import { numbered } from './identity.ts';
import type { MarkdownItem, MarkdownList } from './list.ts';
import { Pairs, type Sameness } from './pairs.ts';
import { renamedSections } from './renamed-sections.ts';
import { isSimilar } from './similar.ts';

export interface KeptItem {
  /** The id that it had, and keeps. */
  id: string;
  was: MarkdownItem;
  now: MarkdownItem;
  how: Sameness;
}

export interface MarkdownMerge {
  /** In the order of the new page. */
  kept: readonly KeptItem[];
  fresh: readonly MarkdownItem[];
  /** No more on the page. What proves them stays with whoever calls: nothing here says that it may go. */
  gone: readonly MarkdownItem[];
  /** The new page with the ids that hold from now on: the `old` of the next merge. */
  list: MarkdownList;
  /** For each id of the new page that is another than when it is read by itself: the one that holds. */
  ids: ReadonlyMap<string, string>;
}

/** Tells which items of a page are which of the page before. In doubt they are not: then one is gone and one is new. */
export function mergeMarkdown(old: MarkdownList, next: MarkdownList): MarkdownMerge {
  const pairs = new Pairs(old.items, next.items);
  pairs.pairEqual();
  pairs.pairRenamed(renamedSections(pairs.leftOver(), old, next));
  pairs.pairInPlace(isSimilar);

  const taken = new Set(old.items.map(({ id }) => id));
  const ids = new Map(next.items.map((item) => [item.id, pairs.of(item)?.was.id ?? freeId(item.id, taken)]));
  const kept: KeptItem[] = [];
  const fresh: MarkdownItem[] = [];
  for (const item of next.items) {
    const now = renamed(item, ids);
    const pair = pairs.of(item);
    if (pair === undefined) fresh.push(now);
    else kept.push({ id: now.id, was: pair.was, now, how: pair.how });
  }
  const gone = old.items.filter((item) => !pairs.has(item));
  const changed = new Map([...ids].filter(([from, to]) => from !== to));
  return { kept, fresh, gone, list: { items: next.items.map((item) => renamed(item, ids)) }, ids: changed };
}

/** An id that no item has or had, so that nothing new comes to somebody else's proof. */
function freeId(id: string, taken: Set<string>): string {
  let count = 1;
  while (taken.has(numbered(id, count))) count += 1;
  const free = numbered(id, count);
  taken.add(free);
  return free;
}

function renamed(item: MarkdownItem, ids: ReadonlyMap<string, string>): MarkdownItem {
  const { parent } = item;
  const own = { ...item, id: ids.get(item.id) ?? item.id };
  return parent === undefined ? own : { ...own, parent: ids.get(parent) ?? parent };
}
