import { damaged } from '../refusal.ts';
import { inTag, lastClosing, prefixOf, withAttribute } from './markup.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const newStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

const red = 'FFFFC7CE';

/** Looks of cells, to which those are added that marks need. All that are there keep their numbers. */
export class Styles {
  #xml: string;
  readonly #prefix: string;
  readonly #looks: string[];
  readonly #marked = new Map<number, number>();
  readonly #fill: number;

  constructor(xml: string) {
    this.#prefix = prefixOf(xml, 'styleSheet');
    const p = this.#prefix;
    const fills = listOf(xml, 'fills', 'fill');
    this.#fill = fills.items.length;
    const fill = `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${red}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
    this.#xml = replaceList(xml, 'fills', p, [...fills.items, fill]);
    this.#looks = listOf(this.#xml, 'cellXfs', 'xf').items;
  }

  /** The same look in red. */
  marked(style: number): number {
    const known = this.#marked.get(style);
    if (known !== undefined) return known;
    const look = this.#looks[style] ?? this.#looks[0] ?? `<${this.#prefix}xf/>`;
    const red = look.replace(new RegExp(`^<((?:\\w+:)?xf)(${inTag})(/?>)`), (_, name, attributes, end) => {
      const filled = withAttribute(withAttribute(attributes, 'fillId', String(this.#fill)), 'applyFill', '1');
      return `<${name}${filled}${end}`;
    });
    this.#marked.set(style, this.#add(red));
    return this.#looks.length - 1;
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
