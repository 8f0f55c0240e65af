import type { Place } from './template.ts';

/** Where the text of an HTML template stands: between tags, or in the quoted value of an attribute. */
export type HtmlPlace = { in: 'text' } | { in: 'value'; attribute: string; quote: string; begun: boolean };

const addresses = /^(?:href|src|srcset|action|formaction|background|poster|cite|data|longdesc|(?:xlink:)href)$/;
const programs = /^(?:on.*|style|srcdoc)$/;

/** Why a value may not stand here, or what it is escaped for. */
export function placeOf(place: HtmlPlace): Place | { fault: string } {
  if (place.in === 'text') return 'text';
  if (programs.test(place.attribute)) return { fault: `no value may stand in ${place.attribute}=` };
  return addresses.test(place.attribute) && !place.begun ? 'address' : 'attribute';
}

/**
 * Reads a piece of HTML between two tags of the template, and says where it ends. Anything else than text and quoted values
 * has to be whole within the piece, so that no value can become part of a tag.
 */
export function readHtml(piece: string, from: HtmlPlace): HtmlPlace | { fault: string; at: number } {
  let at = 0;
  let place = from;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(piece);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < piece.length || place.in === 'value') {
    if (place.in === 'value') {
      const end = piece.indexOf(place.quote, at);
      if (end < 0) return { ...place, begun: place.begun || at < piece.length };
      at = end + 1;
      place = { in: 'text' };
    } else {
      take(/[^<]*/y);
      if (at >= piece.length) return place;
      const start = at;
      if (take(/<!--(?!-?>)[\s\S]*?--!?>|<![A-Za-z[][^>]*>|<\/[A-Za-z][^\s>]*\s*>/y) !== null) continue;
      const name = take(/<([A-Za-z][^\s/>]*)/y)?.[1]?.toLowerCase();
      if (name === undefined) return { fault: '< begins nothing that ends here', at: start };
      place = { in: 'text' };
      if (/^(?:script|style)$/.test(name)) {
        const end = piece.toLowerCase().indexOf(`</${name}`, at);
        if (end < 0) return { fault: `<${name}> does not end before the next {{`, at: start };
        at = end;
        continue;
      }
    }
    const inside = readTag();
    if (inside === undefined) return { fault: 'a tag does not end before the next {{', at: Math.max(0, at - 1) };
    place = inside;
  }
  return place;

  /** The rest of a tag: to its end, or into a value that the piece does not end. */
  function readTag(): HtmlPlace | undefined {
    for (;;) {
      take(/[\s/]*/y);
      if (take(/>/y) !== null) return { in: 'text' };
      const attribute = take(/[^\s=>"'/]+/y)?.[0].toLowerCase();
      if (attribute === undefined) return undefined;
      if (take(/\s*=\s*/y) === null) continue;
      const quote = take(/["']/y)?.[0];
      if (quote === undefined) {
        if (take(/[^\s"'=<>`]+(?=[\s>])/y) === null) return undefined;
        continue;
      }
      const end = piece.indexOf(quote, at);
      if (end < 0) {
        const begun = at < piece.length;
        at = piece.length;
        return { in: 'value', attribute, quote, begun };
      }
      at = end + 1;
    }
  }
}
