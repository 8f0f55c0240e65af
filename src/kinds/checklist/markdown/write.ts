import type { ItemStatus } from '../view.ts';
import type { MarkdownItem, MarkStatus } from './list.ts';
import { readMarkdown } from './read.ts';

/**
 * What a mark says of each status. Only what is completed gets a mark that reads as completed; what does not apply
 * keeps the mark it has, so that reading the page again makes nothing done that was not.
 */
const said: Readonly<Record<ItemStatus, MarkStatus | undefined>> = {
  not_started: 'not_started',
  blocked: 'not_started',
  in_progress: 'partial',
  partial: 'partial',
  completed: 'completed',
  not_applicable: undefined,
};

const signs: Readonly<Record<MarkStatus, string>> = { not_started: ' ', partial: '~', completed: 'x' };

/**
 * The same page with the marks of the items whose status is another; every other character stays. `ids` has, for ids
 * as the page is read, those that the items kept (see `mergeMarkdown`).
 */
export function writeMarkdown(
  text: string,
  statuses: ReadonlyMap<string, ItemStatus>,
  ids: ReadonlyMap<string, string> = new Map(),
): string {
  const pieces: string[] = [];
  let done = 0;
  for (const item of readMarkdown(text).items) {
    const sign = signOf(item, statuses.get(ids.get(item.id) ?? item.id));
    if (sign === item.mark) continue;
    pieces.push(text.slice(done, item.at), sign);
    done = item.at + 1;
  }
  return done === 0 ? text : pieces.join('') + text.slice(done);
}

function signOf({ mark, status }: MarkdownItem, wanted: ItemStatus | undefined): string {
  const next = wanted === undefined ? undefined : said[wanted];
  return next === undefined || next === status ? mark : signs[next];
}
