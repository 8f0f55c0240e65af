import type { Locale, Message } from '../../../domain/notice.ts';
import { linkUrl } from './link-url.ts';
import { literal } from './literal.ts';

/** A section takes 3,000 characters. */
const sectionSize = 2900;

/** The items of a digest as lists, each small enough for a section, with a word on those that are left out. */
export function itemList({ items, locale }: Message, measure: { text: number; items: number }): readonly string[] {
  const lines = items.slice(0, measure.items).map((item) => `• ${lineOf(item, Math.min(measure.text, 300))}`);
  if (items.length > lines.length) lines.push(`_${rest[locale](items.length - lines.length)}_`);
  const lists: string[] = [];
  for (const line of lines) {
    const last = lists.at(-1);
    if (last === undefined || last.length + line.length >= sectionSize) lists.push(line);
    else lists[lists.length - 1] = `${last}\n${line}`;
  }
  return lists;
}

function lineOf({ text, url }: Message['items'][number], limit: number): string {
  const words = literal(text.trim(), limit);
  const target = url === undefined ? undefined : linkUrl(url, 300);
  return target === undefined || words === '' ? words || '–' : `<${target.replace(/&/g, '&amp;')}|${words}>`;
}

const rest: Readonly<Record<Locale, (count: number) => string>> = {
  en: (count) => `and ${count} more`,
  fr: (count) => `et ${count} de plus`,
};
