import type { Json } from '../domain/json.ts';

/** A place in a file: 1-based line and column. */
export interface Position {
  line: number;
  column: number;
}

export interface YamlProblem extends Position {
  message: string;
}

/** Where the value at a JSON pointer starts, or the key or dash before it. */
export type Locate = (pointer: string, part?: 'key') => Position;

export type YamlReading = { ok: true; value: Json; locate: Locate } | { ok: false; problems: readonly YamlProblem[] };

export type YamlPath = readonly (string | number)[];

/** `set` replaces or adds a value in a mapping, `append` adds an item to a sequence (made if it is missing), `remove` takes a pair or item out. */
export type YamlEdit =
  | { op: 'set'; path: YamlPath; value: Json }
  | { op: 'append'; path: YamlPath; value: Json }
  | { op: 'remove'; path: YamlPath };

export interface Yaml {
  /** Strict reading with positions. Never throws on bad input. */
  read(bytes: Uint8Array): YamlReading;
  readFast: ReadFast;
  /** Changes only the lines of the edits; every other byte stays. Throws `yaml.invalid` when the text cannot be read. */
  edit(text: string, edits: readonly YamlEdit[]): string;
  /** A new document. `comment` becomes the first line, e.g. the editor's schema modeline. */
  write(value: Json, comment?: string): string;
}

/** The same value as the strict reader's, faster, or undefined where only that one can tell. */
export type ReadFast = (bytes: Uint8Array) => Json | undefined;

/** A text that was read, and its value. What is read on from it shares what both have. */
export interface KnownText {
  readonly value: Json;
}

/** The same value as `readFast` gives, or undefined where that gives none; quicker for a text that begins as a known one does. */
export type ReadOn = (bytes: Uint8Array, known?: KnownText) => KnownText | undefined;

/** Most files are plain, so the strict reader and the editor are loaded only when one is needed. */
export interface YamlSource {
  readFast: ReadFast;
  load(): Promise<Yaml>;
}

/** What a writer of plain files needs, without the `yaml` package too. */
export interface YamlTools extends YamlSource {
  readOn: ReadOn;
  /** The same text as `edit` gives, faster, or undefined where only the strict editor can tell. */
  editFast(text: string, edits: readonly YamlEdit[]): string | undefined;
  write: Yaml['write'];
}
