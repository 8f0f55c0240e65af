import { plainLine } from '../../../domain/plain-text.ts';
import { numbered, sectionIdentity } from './identity.ts';
import type { MarkdownItem, MarkdownList, MarkdownSection } from './list.ts';
import { titleOf } from './title.ts';

interface Texts {
  en: string;
}

export interface ImportedItem {
  id: string;
  title: Texts;
  help?: Texts;
  critical?: boolean;
}

export interface ImportedCategory {
  id: string;
  title: Texts;
  items: ImportedItem[];
}

const longest = 500;

/**
 * The categories of a template that asks for what is on the page: one for each section, in order. The schema of
 * templates says how many there may be of what.
 */
export function toTemplateItems(list: MarkdownList): ImportedCategory[] {
  const categories = new Map<number, ImportedCategory>();
  const used = new Map<string, number>();
  for (const item of list.items) {
    const { section } = item;
    let category = categories.get(section.key);
    if (category === undefined) {
      category = { id: categoryId(section, used), title: { en: categoryTitle(section) }, items: [] };
      categories.set(section.key, category);
    }
    category.items.push(importedItem(item));
  }
  return [...categories.values()];
}

function importedItem(item: MarkdownItem): ImportedItem {
  const own = titleOf(item.text);
  const around = titleOf(item.within.at(-1) ?? '').title;
  const title = [around, own.title].filter((each) => each !== '').join(' › ');
  const fits = title.length <= longest ? title : own.title;
  return {
    id: item.id,
    title: { en: clipped(fits) || item.id },
    ...(own.links.length === 0 ? {} : { help: { en: clipped(own.links.join(' ')) } }),
    ...(isCritical(item.section) ? { critical: true } : {}),
  };
}

function categoryId(section: MarkdownSection, used: Map<string, number>): string {
  const first = section.name.length === 0 ? 'general' : sectionIdentity(section);
  const count = (used.get(first) ?? 0) + 1;
  used.set(first, count);
  return numbered(first, count);
}

function categoryTitle({ name }: MarkdownSection): string {
  const titles = name.map((each) => titleOf(each).title).filter((each) => each !== '');
  return clipped(titles.join(' / ')) || 'General';
}

/** The innermost heading that speaks of it decides; one that says `non-critical` says no. */
function isCritical({ path }: MarkdownSection): boolean {
  const said = path.findLast((heading) => /\bcritical\b/i.test(heading));
  return said !== undefined && !/\b(?:non|not|un)[\s-]*critical\b/i.test(said);
}

function clipped(text: string): string {
  const line = plainLine(text);
  return line.length <= longest
    ? line
    : `${line
        .slice(0, longest - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}
