import type { MarkdownItem, MarkdownList } from './list.ts';
import { siblingsOf } from './siblings.ts';
import { isSimilar } from './similar.ts';

interface LeftOver {
  old: readonly MarkdownItem[];
  next: readonly MarkdownItem[];
}

/**
 * Which new section has the items of which old one, by their keys: more than half of the items of either are the same,
 * the old one is gone and the new one was not there. A single item is enough only under a similar heading.
 */
export function renamedSections(left: LeftOver, old: MarkdownList, next: MarkdownList): ReadonlyMap<number, number> {
  const [before, after] = [sectionsOf(old.items), sectionsOf(next.items)];
  const vanished = left.old.filter(({ section }) => !after.has(section.key));
  const fresh = left.next.filter(({ section }) => !before.has(section.key));
  const [sizesOfOld, sizesOfNext] = [sizesOf(vanished), sizesOf(fresh)];
  const homes = siblingsOf(vanished, placeIn);
  const votes = new Map<string, { from: MarkdownItem; to: MarkdownItem; count: number }>();
  for (const [place, [to, ...others]] of siblingsOf(fresh, placeIn)) {
    const [from, ...more] = homes.get(place) ?? [];
    if (to === undefined || from === undefined || others.length + more.length > 0) continue;
    const key = `${to.section.key}.${from.section.key}`;
    votes.set(key, { from, to, count: (votes.get(key)?.count ?? 0) + 1 });
  }
  const renamed = new Map<number, number>();
  for (const { from, to, count } of votes.values()) {
    const size = Math.max(sizesOfOld.get(from.section.key) ?? 0, sizesOfNext.get(to.section.key) ?? 0);
    const enough = count > 1 || isSimilar(from.section.name.at(-1) ?? '', to.section.name.at(-1) ?? '');
    if (2 * count > size && enough) renamed.set(to.section.key, from.section.key);
  }
  return renamed;
}

/** What an item is within its section. */
function placeIn({ keys }: MarkdownItem): string {
  return `${keys.within}.${keys.text}`;
}

function sectionsOf(items: readonly MarkdownItem[]): ReadonlySet<number> {
  return new Set(items.map(({ section }) => section.key));
}

function sizesOf(items: readonly MarkdownItem[]): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const { section } of items) sizes.set(section.key, (sizes.get(section.key) ?? 0) + 1);
  return sizes;
}
