import type { Package } from '../package/open-package.ts';
import { readPart } from '../package/read-part.ts';
import { eachTag } from '../xml/each-tag.ts';

/** Formats that every program knows by number and that show a day; those of times alone are none. */
const known = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** For each style of a cell, by its number: whether a number in it is shown as a day. */
export async function readDateStyles(from: Package, part: string | undefined): Promise<readonly boolean[]> {
  if (part === undefined) return [];
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let list = '';
  eachTag(await readPart(from, part), part, (name, attributes) => {
    if (name === 'numFmt' && list === 'numFmts')
      own.set(Number(attributes.get('numFmtId')), showsDay(attributes.get('formatCode') ?? ''));
    if (name === 'xf' && list === 'cellXfs') {
      const id = Number(attributes.get('numFmtId') ?? 0);
      styles.push(own.get(id) ?? known.has(id));
    }
    if (lists.has(name)) list = name;
  });
  return styles;
}

const lists = new Set(['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs']);

/** A format shows a day when it has a year or a day in it, or an m that is a month: not minutes beside hours or seconds. */
function showsDay(format: string): boolean {
  const [code = ''] = format
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .replace(/AM\/PM|A\/P/gi, '')
    .split(';');
  if (/general/i.test(code) || /\[[hms]+\]/i.test(code)) return false;
  return /[yd]/i.test(code) || (/m/i.test(code) && !/[hs]/i.test(code));
}
