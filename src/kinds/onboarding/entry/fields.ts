import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { Problem } from '../../../domain/kind.ts';
import { plainLine, plainText } from '../../../domain/plain-text.ts';

/** A field as people may spell it; the first name is the one it has in a record. */
export interface Field {
  names: readonly string[];
  /** What it is called in a sentence. */
  words: string;
  longest: number;
}

export function problemAt(pointer: string, message: string, ...remedy: string[]): Problem {
  return { code: 'input.invalid', pointer, message, remedy };
}

/** Reads the fields of one mapping, and keeps what is wrong with them. */
export class Fields {
  readonly problems: Problem[] = [];
  readonly #source: JsonObject;
  readonly #pointer: string;
  readonly #asked = new Set<string>();

  constructor(source: JsonObject, pointer: string) {
    this.#source = source;
    this.#pointer = pointer;
  }

  /** Where a field stands, as it is spelled there. */
  at({ names }: Pick<Field, 'names'>): string {
    return `${this.#pointer}/${names.find((name) => Object.hasOwn(this.#source, name)) ?? names[0]}`;
  }

  /** What a field holds, whatever that is; an empty one counts as left out. */
  raw({ names }: Pick<Field, 'names'>): Json | undefined {
    for (const name of names) this.#asked.add(name);
    const name = names.find((each) => Object.hasOwn(this.#source, each));
    const value = name === undefined ? undefined : this.#source[name];
    return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
  }

  /** One line of text; undefined where it is left out, or cannot be taken. */
  text(field: Field): string | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return this.#refuse(field, `${field.words} is no text`, 'put it in quotes');
    const text = plainLine(value.normalize('NFC'));
    if (plainText(value) !== value.toWellFormed())
      return this.#refuse(field, `${field.words} holds characters that cannot be seen`, 'type it in again');
    const { length } = [...text];
    if (length > field.longest)
      return this.#refuse(field, `${field.words} has ${length} characters, and ${field.longest} is the most`);
    return text;
  }

  /** One of a few words, in any case. */
  choice<T extends string>(field: Field, words: readonly T[], also: Readonly<Record<string, T>> = {}): T | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const plain = text.toLowerCase();
    const found =
      words.find((word) => word.toLowerCase() === plain) ?? (Object.hasOwn(also, plain) ? also[plain] : undefined);
    if (found !== undefined) return found;
    return this.#refuse(field, `${field.words} is "${text}"`, `it is one of ${words.join(', ')}`);
  }

  mapping(field: Field): JsonObject | undefined {
    const value = this.raw(field);
    if (value === undefined || isObject(value)) return value;
    return this.#refuse(field, `${field.words} is no mapping`);
  }

  /** Names that nobody asked for are spelled wrong more often than not. */
  refuseOthers(known: readonly string[]): void {
    for (const name of Object.keys(this.#source)) {
      if (this.#asked.has(name)) continue;
      const message = `there is no field "${plainLine(name).slice(0, 60)}"`;
      this.problems.push(
        problemAt(`${this.#pointer}/${pointerPart(name)}`, message, `the fields are ${known.join(', ')}`),
      );
    }
  }

  #refuse(field: Field, message: string, ...remedy: string[]): undefined {
    this.problems.push(problemAt(this.at(field), message, ...remedy));
    return undefined;
  }
}

function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
