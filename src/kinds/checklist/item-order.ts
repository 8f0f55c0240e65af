import type { PlacedItem, TemplateProblem } from './problem.ts';

/** Items come after items that there are, and never after themselves, be it by way of others. */
export function problemsOfOrder(items: readonly PlacedItem[]): readonly TemplateProblem[] {
  const byId = new Map(items.map((placed) => [placed.item.id, placed]));
  const strangers = items.flatMap(({ item, pointer }) =>
    (item.after ?? []).flatMap((id, at) =>
      byId.has(id) ? [] : [{ pointer: `${pointer}/after/${at}`, message: `there is no item "${id}"` }],
    ),
  );
  return [...strangers, ...circle(byId)];
}

/** The first circle of items that wait for each other. */
function circle(byId: ReadonlyMap<string, PlacedItem>): TemplateProblem[] {
  const waiting = thatNeverStart(byId);
  const [start] = waiting;
  if (start === undefined) return [];
  const way = new Set<string>();
  let id = start;
  while (!way.has(id)) {
    way.add(id);
    id = nextOf(byId, waiting, id);
  }
  const all = [...way];
  const found = all.slice(all.indexOf(id));
  const [first = start] = found;
  const pointer = `${byId.get(first)?.pointer}/after`;
  return [{ pointer, message: `${[...found, first].join(' after ')}: they wait for each other for ever` }];
}

/** One that waits has at least one before it that waits too. */
function nextOf(byId: ReadonlyMap<string, PlacedItem>, waiting: ReadonlySet<string>, id: string): string {
  return byId.get(id)?.item.after?.find((before) => waiting.has(before)) ?? id;
}

/** Lets every item start whose items before it are done, until none is left that can. */
function thatNeverStart(byId: ReadonlyMap<string, PlacedItem>): ReadonlySet<string> {
  const left = new Map<string, number>();
  const followers = new Map<string, string[]>();
  for (const [id, { item }] of byId) {
    const before = (item.after ?? []).filter((each) => byId.has(each));
    left.set(id, before.length);
    for (const each of before) {
      const known = followers.get(each);
      if (known === undefined) followers.set(each, [id]);
      else known.push(id);
    }
  }
  const free = [...left].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    left.delete(id);
    for (const follower of followers.get(id) ?? []) {
      const count = (left.get(follower) ?? 0) - 1;
      left.set(follower, count);
      if (count === 0) free.push(follower);
    }
  }
  return new Set(left.keys());
}
