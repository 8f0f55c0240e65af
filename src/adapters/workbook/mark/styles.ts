import { damaged } from '../refusal.ts';
import { inTag, lastClosing, prefixOf, withAttribute } from './markup.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const newStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

/** One that no program offers, so that it is known again as a mark. */
const red = 'FFFFBFB8';

/** Looks of cells, to which those are added that marks need. All that are there keep their numbers. */
export class Styles {
  #xml: string;
  readonly #prefix: string;
  readonly #looks: string[];
  readonly #marked = new Map<number, number>();
  readonly #fill: number;
  /** Fills of marks that were made before. */
  readonly #earlier: ReadonlySet<string>;

  constructor(given: string) {
    const xml = given.replace(/<!--.*?-->/gs, '');
    this.#prefix = prefixOf(xml, 'styleSheet');
    const p = this.#prefix;
    const fills = listOf(xml, 'fills', 'fill');
    this.#earlier = new Set(fills.items.flatMap((each, index) => (each.includes(red) ? [String(index)] : [])));
    const known = fills.items.findLastIndex((each) => each.includes(red));
    this.#fill = known === -1 ? fills.items.length : known;
    const fill = `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${red}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
    this.#xml = known === -1 ? replaceList(xml, 'fills', p, [...fills.items, fill]) : xml;
    this.#looks = listOf(this.#xml, 'cellXfs', 'xf').items;
  }

  /** The looks that only a mark gave, with those that the cells had before. */
  unmarked(): ReadonlyMap<number, number> {
    if (this.#earlier.size === 0) return new Map();
    const found = new Map<number, number>();
    const plain = this.#looks.map(withoutFill);
    for (const [style, look] of [...this.#looks].entries()) {
      if (!this.#isRed(look)) continue;
      const before = this.#looks.findIndex((each, index) => !this.#isRed(each) && plain[index] === plain[style]);
      found.set(style, before === -1 ? this.#add(withFill(look, '0')) : before);
    }
    return found;
  }

  #isRed(look: string): boolean {
    return this.#earlier.has(/\sfillId="(\d+)"/.exec(look)?.[1] ?? '');
  }

  /** The same look in red. */
  marked(style: number): number {
    const known = this.#marked.get(style);
    if (known !== undefined) return known;
    const look = this.#looks[style] ?? this.#looks[0] ?? `<${this.#prefix}xf/>`;
    const marked = this.#add(withFill(look, String(this.#fill)));
    this.#marked.set(style, marked);
    return marked;
  }

  /** Text that stays text when somebody edits it, whatever it begins with. */
  text(): number {
    const p = this.#prefix;
    return this.#add(
      `<${p}xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><${p}alignment vertical="top" wrapText="1"/></${p}xf>`,
    );
  }

  /** The same in red, for titles. */
  title(): number {
    const p = this.#prefix;
    return this.#add(
      `<${p}xf numFmtId="49" fontId="0" fillId="${this.#fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>`,
    );
  }

  #add(look: string): number {
    return this.#looks.push(look) - 1;
  }

  toXml(): string {
    return replaceList(this.#xml, 'cellXfs', this.#prefix, this.#looks);
  }
}

const look = new RegExp(`^<((?:\\w+:)?xf)(${inTag})(/?>)`);

function withFill(xf: string, fill: string): string {
  return xf.replace(look, (_, name, attributes, end) => {
    const filled = withAttribute(withAttribute(attributes, 'fillId', fill), 'applyFill', '1');
    return `<${name}${filled}${end}`;
  });
}

/** What tells a look from others, but for its fill. The order of attributes tells nothing. */
function withoutFill(xf: string): string {
  return xf.replace(look, (_, name, attributes, end) => {
    const others = attributes
      .match(/[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*')/g)
      ?.filter((each: string) => !/^(?:fillId|applyFill)\b/.test(each));
    return `<${name} ${(others ?? []).sort().join(' ')}${end}`;
  });
}

function listOf(xml: string, list: string, item: string): { from: number; to: number; items: string[] } {
  const open = new RegExp(`<(?:\\w+:)?${list}\\b${inTag}>`).exec(xml);
  if (open === null || open[0].endsWith('/>')) throw damaged(`the looks of cells have no ${list}`);
  const to = lastClosing(xml, list);
  const from = open.index + open[0].length;
  const each = new RegExp(`<(?:\\w+:)?${item}\\b${inTag}(?:/>|(?<!/)>.*?</(?:\\w+:)?${item}\\s*>)`, 'gs');
  return { from: open.index, to, items: xml.slice(from, to).match(each) ?? [] };
}

function replaceList(xml: string, list: string, prefix: string, items: readonly string[]): string {
  const { from, to } = listOf(xml, list, '\\w+');
  return `${xml.slice(0, from)}<${prefix}${list} count="${items.length}">${items.join('')}${xml.slice(to)}`;
}
