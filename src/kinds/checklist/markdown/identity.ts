import { fingerprint, folded, mixed } from './fingerprint.ts';
import type { ItemKeys, MarkdownSection } from './list.ts';

/** A template takes ids of 63 characters; `--` and the number of an occurrence have to fit in. */
const longest = 54;
const longestSection = 20;
const mark = 8;
const plain = /^[a-z0-9]+(?: [a-z0-9]+)*$/i;
const ascii = /^[\0-\x7f]*$/;

/** Fingerprints of an item's text, and of what it stands in. */
export function keysOf(within: number, text: string): ItemKeys {
  const own = fingerprint(folded(text));
  return { within, text: own, inside: mixed(within, own) };
}

/** Everything that makes up the identity of an item but the number of its occurrence. */
export function wholeKey(section: number, keys: ItemKeys): string {
  return `${section}.${keys.within}.${keys.text}`;
}

/** What a heading adds to the ids of the items below it. */
export interface HeadingWords {
  /** The words of it that ids begin with, and those of them there is room for beside a fingerprint. */
  all: string;
  short: string;
  /** Whether they say it all, with the headings above it. */
  whole: boolean;
}

export function wordsOf({ name }: Pick<MarkdownSection, 'name'>): HeadingWords {
  const heading = name.at(-1) ?? '';
  const all = slugOf(heading, longest);
  const whole = name.length <= 1 && all.length <= longestSection + 4 && (heading === '' || isPlain(heading));
  return { all, short: cut(all, longestSection), whole };
}

/**
 * The id of a text in a place. Words say it where they say it all; where they leave something out (signs, accents,
 * enclosing items, what is too long), a fingerprint of all of it stands behind them.
 */
export function identityOf(section: number, heading: HeadingWords, keys: ItemKeys, text: string): string {
  const room = heading.all === '' ? longest : longest - heading.all.length - 2;
  if (heading.whole && keys.within === 0 && text.length <= room && isPlain(text) && !/^\d+$/.test(text))
    return joined(heading.all, text.toLowerCase().replaceAll(' ', '-'));
  return marked(heading.short, text, mixed(mixed(section, keys.within), keys.text));
}

/** The id of a section, in the same way. */
export function sectionIdentity({ name, key }: MarkdownSection): string {
  const [first = ''] = name;
  if (name.length === 1 && first.length <= longest && isPlain(first)) return slugOf(first, longest);
  return marked('', name.at(-1) ?? '', key);
}

/** The id of one of several that are equal. No id ends in `--` and a number by itself. */
export function numbered(id: string, count: number): string {
  return count === 1 ? id : `${id}--${count}`;
}

function marked(heading: string, text: string, key: number): string {
  const words = slugOf(text, longest - heading.length - mark - 4);
  return joined(joined(heading, words), key.toString(36).padStart(mark, '0').slice(-mark));
}

function joined(left: string, right: string): string {
  return left === '' || right === '' ? left + right : `${left}--${right}`;
}

/** Whether nothing of a text is lost in its slug but letter case. */
function isPlain(text: string): boolean {
  return plain.test(text);
}

function slugOf(text: string, room: number): string {
  const start = text.slice(0, 4 * longest);
  const words = (ascii.test(start) ? start : unaccented(start)).toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return cut(words.slice(words.startsWith('-') ? 1 : 0, words.endsWith('-') ? -1 : undefined), room);
}

function unaccented(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '');
}

/** As many whole words as there is room for, unless the last one is most of it. */
function cut(words: string, room: number): string {
  if (words.length <= room) return words;
  const end = words[room] === '-' ? room : words.lastIndexOf('-', room);
  return words.slice(0, end > room / 2 ? end : room).replace(/-$/, '');
}
