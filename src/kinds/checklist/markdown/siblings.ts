import type { MarkdownItem } from './list.ts';

/** Items by a key, in their order; keys in the order in which they come first. */
export function siblingsOf(
  items: readonly MarkdownItem[],
  keyOf: (item: MarkdownItem) => string,
): ReadonlyMap<string, readonly MarkdownItem[]> {
  const groups = new Map<string, MarkdownItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
