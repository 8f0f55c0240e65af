import { damaged } from '../refusal.ts';

/** What a tag may hold up to its end, quoted values and all. It stops where another begins, so that a search takes one pass. */
export const inTag = `(?:[^<>"']|"[^"<]*"|'[^'<]*')*?`;

/** Where the last tag begins that closes this element. */
export function lastClosing(xml: string, name: string): number {
  const found = [...xml.matchAll(new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'g'))].at(-1);
  if (found === undefined) throw damaged(`the XML has no end of ${name}`);
  return found.index;
}

/** The prefix that the elements of a part have, with its colon. */
export function prefixOf(xml: string, root: string): string {
  return new RegExp(`<(\\w+:)?${root}\\b`).exec(xml)?.[1] ?? '';
}

/** The attributes of a tag with one set or put in. */
export function withAttribute(attributes: string, name: string, value: string): string {
  const known = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`);
  return known.test(attributes) ? attributes.replace(known, `$1"${value}"`) : ` ${name}="${value}"${attributes}`;
}

export interface Edit {
  at: number;
  /** How many characters are left out there. */
  remove: number;
  insert: string;
}

/** A text with edits that come in their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const { at, remove, insert } of edits) {
    pieces.push(text.slice(end, at), insert);
    end = at + remove;
  }
  return [...pieces, text.slice(end)].join('');
}
