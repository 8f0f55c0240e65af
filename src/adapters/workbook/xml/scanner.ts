import { damaged, type Place, refusal } from '../refusal.ts';

/** Hears the markup of a part. Names come without their prefix; text comes as it is written, entities and all. */
export interface Listener {
  open(name: string, attributes: string): void;
  text(raw: string): void;
  close(name: string): void;
}

/** The longest tag or text in one piece: a cell whose characters are all written as numbers. */
const longest = 400_000;
const deepest = 64;

/**
 * Reads XML as it comes, in pieces of any length, and keeps no more of it than one tag or text. Checks that tags match;
 * a document type is refused, so no entity is ever declared.
 */
export class Scanner {
  #rest = '';
  readonly #open: string[] = [];
  #seen = false;

  constructor(
    private readonly listener: Listener,
    private readonly place: () => Place,
  ) {}

  feed(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    while (at < text.length) {
      const next = text.charCodeAt(at) === 60 ? this.#tag(text, at) : this.#text(text, at);
      if (next === undefined) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longest)
      throw refusal(
        `a text of more than ${longest} characters`,
        'shorten it, and save the workbook again',
        this.place(),
      );
  }

  end(): void {
    const isBlank = this.#rest.trim() === '';
    if (this.#open.length > 0 || !isBlank || !this.#seen) throw damaged('the XML ends in the middle', this.place());
  }

  #text(text: string, at: number): number | undefined {
    const end = text.indexOf('<', at);
    if (end === -1) return undefined;
    if (this.#open.length > 0) this.listener.text(text.slice(at, end));
    else if (text.slice(at, end).replace('\ufeff', '').trim() !== '') throw damaged('the part is no XML', this.place());
    return end;
  }

  /** Where what follows the tag begins; undefined where the tag has not come to its end. */
  #tag(text: string, at: number): number | undefined {
    const kind = text.charCodeAt(at + 1);
    if (kind === 33) return this.#declaration(text, at);
    if (kind === 63) return after(text, '?>', at);
    const end = endOfTag(text, at);
    if (end === undefined) return undefined;
    if (kind === 47) this.#closeTag(text.slice(at + 2, end));
    else this.#openTag(text.slice(at + 1, end));
    return end + 1;
  }

  #declaration(text: string, at: number): number | undefined {
    if (text.length - at < 9) return undefined;
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
    if (!text.startsWith('<![CDATA[', at)) throw damaged('the part declares a document type', this.place());
    const end = text.indexOf(']]>', at);
    if (end === -1) return undefined;
    this.listener.text(text.slice(at + 9, end).replace(/&/g, '&amp;'));
    return end + 3;
  }

  #openTag(tag: string): void {
    const empty = tag.charCodeAt(tag.length - 1) === 47;
    const inside = empty ? tag.slice(0, -1) : tag;
    const end = inside.search(/\s/);
    const full = end === -1 ? inside : inside.slice(0, end);
    const name = localName(full);
    if (this.#open.length === 0 && this.#seen) throw damaged('the part holds more than one document', this.place());
    this.#seen = true;
    this.listener.open(name, end === -1 ? '' : inside.slice(end));
    if (empty) this.listener.close(name);
    else if (this.#open.push(full) > deepest) throw damaged('the XML is nested too deeply', this.place());
  }

  #closeTag(tag: string): void {
    const full = tag.trimEnd();
    if (this.#open.pop() !== full) throw damaged('the XML closes a tag that is not open', this.place());
    this.listener.close(localName(full));
  }
}

function localName(full: string): string {
  const colon = full.indexOf(':');
  return colon === -1 ? full : full.slice(colon + 1);
}

function after(text: string, end: string, from: number): number | undefined {
  const at = text.indexOf(end, from);
  return at === -1 ? undefined : at + end.length;
}

/** A quoted value may hold the character that ends a tag. */
function endOfTag(text: string, from: number): number | undefined {
  const quotes = /["'>]/g;
  quotes.lastIndex = from;
  for (;;) {
    const found = quotes.exec(text);
    if (found === null) return undefined;
    if (found[0] === '>') return found.index;
    const close = text.indexOf(found[0], found.index + 1);
    if (close === -1) return undefined;
    quotes.lastIndex = close + 1;
  }
}
