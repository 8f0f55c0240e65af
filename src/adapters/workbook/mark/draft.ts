import type { Package, PackedPart } from '../package/open-package.ts';
import { readPart } from '../package/read-part.ts';
import { packPart, writePackage } from '../package/write-package.ts';
import { relationsPart } from '../read/relations.ts';
import { escapeXml } from '../xml/values.ts';
import { lastClosing } from './markup.ts';
import { refuseCrooked } from './straight.ts';

const types = '[Content_Types].xml';
export const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNames = 'http://schemas.openxmlformats.org/package/2006';
/** A sheet is edited as one text. */
const largest = 128 * 1024 * 1024;

/** A package in which some parts are written anew; all others stay byte for byte. */
export class Draft {
  readonly #changed = new Map<string, string>();

  constructor(readonly from: Package) {}

  has(name: string): boolean {
    return this.#changed.has(name) || this.from.has(name);
  }

  async read(name: string): Promise<string> {
    return this.#changed.get(name) ?? refuseCrooked(name, await readPart(this.from, name, largest));
  }

  write(name: string, text: string): void {
    this.#changed.set(name, text);
  }

  /** Adds a part that no other is named like, and says what it is. */
  async add(name: string, text: string, type: string): Promise<void> {
    this.write(name, text);
    const listed = await this.read(types);
    const at = lastClosing(listed, 'Types');
    const drawn = name.endsWith('.vml');
    if (drawn && /Extension\s*=\s*["']vml["']/i.test(listed)) return;
    const entry = drawn
      ? `<Default Extension="vml" ContentType="${type}"/>`
      : `<Override PartName="/${escapeXml(name)}" ContentType="${type}"/>`;
    this.write(types, listed.slice(0, at) + entry + listed.slice(at));
  }

  freeName(before: string, after: string): string {
    for (let number = 1; ; number += 1) {
      const name = `${before}${number}${after}`;
      if (!this.has(name) && !this.from.names.some((each) => each.toLowerCase() === name.toLowerCase())) return name;
    }
  }

  /** The id by which a part names another. */
  async relate(part: string, type: string, target: string): Promise<string> {
    const place = relationsPart(part);
    const empty = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${packageNames}/relationships"></Relationships>`;
    const xml = (this.has(place) ? await this.read(place) : empty).replace(
      /<((?:\w+:)?Relationships)\b([^>]*)\/>\s*$/,
      '<$1$2></$1>',
    );
    let number = 1;
    while (xml.includes(`"rgz${number}"`)) number += 1;
    const entry = `<Relationship Id="rgz${number}" Type="${office}/${type}" Target="/${escapeXml(target)}"/>`;
    const at = lastClosing(xml, 'Relationships');
    this.write(place, xml.slice(0, at) + entry + xml.slice(at));
    return `rgz${number}`;
  }

  build(): Uint8Array {
    const parts: PackedPart[] = [];
    for (const name of this.from.names) {
      const text = this.#changed.get(name);
      parts.push(text === undefined ? this.from.packed(name) : packPart(name, text));
      this.#changed.delete(name);
    }
    for (const [name, text] of this.#changed) parts.push(packPart(name, text));
    return writePackage(parts);
  }
}
