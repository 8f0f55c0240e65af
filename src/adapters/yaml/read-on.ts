import { isUtf8 } from 'node:buffer';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { KnownText } from '../../ports/yaml.ts';
import { readBlock, readInline } from './fast/blocks.ts';
import { Cursor } from './fast/cursor.ts';
import { readDocument } from './fast/document.ts';
import { type Mark, type Outermost, readOutermost } from './fast/outermost.ts';
import { forbiddenCharacter } from './forbidden-characters.ts';
import { MAX_FAST_BYTES } from './limits.ts';

/** A text that was read, with the keys of its outermost mapping. */
class MarkedText implements KnownText {
  readonly text: string;
  readonly value: Json;
  readonly marks: readonly Mark[];

  constructor(text: string, value: Json, marks: readonly Mark[]) {
    this.text = text;
    this.value = value;
    this.marks = marks;
  }
}

/**
 * The same value as `readFast`, read only from the last key of the outermost mapping up to which the text is that of
 * another one: the values before it are taken from there, the very same objects. What the reader finds before a key
 * depends on nothing behind the key's first two characters.
 */
export function readOn(bytes: Uint8Array, known?: KnownText): KnownText | undefined {
  if (bytes.length > MAX_FAST_BYTES || !isUtf8(bytes)) return undefined;
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const begun = known instanceof MarkedText ? beginAlike(known, raw) : undefined;
  const rest = begun === undefined ? raw : raw.slice(begun.at);
  if (rest.includes('\t') || forbiddenCharacter.test(rest)) return undefined;
  if (rest.includes('\r')) return readWhole(raw.replaceAll('\r\n', '\n'));
  return begun === undefined ? readWhole(raw) : readRest(raw, begun);
}

interface Begun extends Outermost {
  at: number;
}

function readRest(text: string, begun: Begun): KnownText | undefined {
  const cursor = new Cursor(text);
  cursor.at = begun.at;
  cursor.indent = 0;
  const value = readOutermost(cursor, begun);
  return value === undefined ? undefined : new MarkedText(text, value, begun.marks);
}

function readWhole(text: string): KnownText | undefined {
  const outermost: Outermost = { mapping: {}, marks: [] };
  const block = (cursor: Cursor, depth: number) =>
    cursor.indent === 0 && !cursor.atDash() ? readOutermost(cursor, outermost) : readBlock(cursor, depth);
  const value = readDocument<Json>(new Cursor(text), { block, inline: readInline });
  return value === undefined ? undefined : new MarkedText(text, value, outermost.marks);
}

/** What lies before the last key that both texts have at the same place, behind the same text. */
function beginAlike({ text, value, marks }: MarkedText, raw: string): Begun | undefined {
  for (let count = marks.length - 1; count > 0; count -= 1) {
    const at = marks[count]?.at ?? 0;
    if (!raw.startsWith(text.slice(0, at + 2))) continue;
    const kept = marks.slice(0, count);
    const whole = value as JsonObject;
    const mapping: JsonObject = {};
    for (const { key } of kept) mapping[key] = whole[key] as Json;
    return { mapping, marks: kept, at };
  }
  return undefined;
}
