import type { Json, JsonObject } from '../../../src/domain/json.ts';
import { lists } from './lists.ts';
import type { Random } from './random.ts';

const keys = lists.keys;
const texts = lists.texts;

/** Any data a record could hold, and some it never will. */
export function anyData(random: Random, depth = 0): Json {
  switch (random.below(depth > 3 ? 6 : 10)) {
    case 0:
      return random.pick([null, true, false]);
    case 1:
      return random.pick([0, 1, -1, 1.5, -0.25, 1e-7, 1e15, 9007199254740991, 2024]);
    case 2:
    case 3:
    case 4:
    case 5:
      return random.pick(texts);
    case 6:
    case 7:
      return Array.from({ length: random.below(4) }, () => anyData(random, depth + 1));
    default:
      return anyMapping(random, depth + 1, random.below(5));
  }
}

/** A mapping of any data. */
function anyMapping(random: Random, depth: number, size: number): JsonObject {
  const mapping: JsonObject = {};
  for (let done = 0; done < size; done += 1) mapping[random.pick(keys)] = anyData(random, depth);
  return mapping;
}

/** A key that mappings here often have. */
export function anyKey(random: Random): string {
  return random.pick(keys);
}

/** A document in a hand-written style: every comment has its own number. */
export function handWritten(random: Random): string {
  const writer = new Writer(random);
  const data = random.below(8) === 0 ? anyData(random) : anyMapping(random, 0, 1 + random.below(5));
  return writer.document(data);
}

class Writer {
  private readonly random: Random;
  private readonly step: number;
  private readonly dash: number;
  private readonly noise: number;
  private comments = 0;

  constructor(random: Random) {
    this.random = random;
    this.step = random.pick([2, 2, 2, 4, 3]);
    this.dash = random.pick([0, 2, 2, 4]);
    this.noise = random.pick([0, 2, 4, 12]);
  }

  document(data: Json): string {
    const { random } = this;
    const head = random.pick([
      '',
      '',
      '',
      '---\n',
      `${this.comment()}\n`,
      `${this.comment()}\n\n`,
      `\n--- ${this.comment()}\n`,
    ]);
    const lines = [...this.noiseLines(0), ...this.root(data), ...this.noiseLines(random.pick([0, 2, 4]))];
    const text = head + lines.join('\n') + random.pick(['\n', '\n', '\n', '', '\n\n', `\n${this.comment()}`]);
    return random.below(6) === 0 ? text.replaceAll('\n', '\r\n') : text;
  }

  private root(data: Json): string[] {
    const lines = this.below(data, 0, 0);
    return lines ?? [this.inline(data) + this.trailing()];
  }

  /** The lines of a filled collection as a block. */
  private below(data: Json, indent: number, dash: number): string[] | undefined {
    if (Array.isArray(data) && data.length > 0)
      return this.noisy(
        data.map((each) => this.item(each, dash)),
        dash,
      );
    if (typeof data !== 'object' || data === null || Array.isArray(data) || Object.keys(data).length === 0)
      return undefined;
    return this.noisy(
      Object.entries(data).map(([key, each]) => this.pair(key, each, indent)),
      indent,
    );
  }

  private noisy(groups: string[][], indent: number): string[] {
    return groups.flatMap((lines, index) => (index === 0 ? lines : [...this.noiseLines(indent), ...lines]));
  }

  private noiseLines(indent: number): string[] {
    if (this.noise === 0 || this.random.below(14) >= this.noise) return [];
    const pad = ' '.repeat(this.random.pick([indent, indent, indent, 0, indent + 2]));
    return this.random.pick([
      [''],
      [pad],
      [pad + this.comment()],
      ['', pad + this.comment()],
      [pad + this.comment(), ''],
    ]);
  }

  private pair(key: string, data: Json, indent: number): string[] {
    const { random } = this;
    const pad = ' '.repeat(indent);
    const head = `${pad}${this.key(key)}:`;
    const scalar = this.blockScalar(data, indent + this.step);
    if (scalar !== undefined) return [`${head} ${scalar[0]}`, ...scalar.slice(1)];
    if (data === null && random.below(3) === 0) return [head + this.trailing()];
    const below = random.below(6) === 0 ? undefined : this.below(data, indent + this.step, indent + this.dash);
    if (below !== undefined) return [head + this.trailing(), ...this.noiseLines(indent + this.step), ...below];
    const gap = random.pick([' ', ' ', ' ', '   ']);
    if (random.below(25) === 0) return [head, `${pad}  ${this.inline(data)}${this.trailing()}`];
    return [head + gap + this.inline(data) + this.trailing()];
  }

  private item(data: Json, indent: number): string[] {
    const { random } = this;
    const gap = random.pick([' ', ' ', ' ', '   ']);
    const inner = indent + 1 + gap.length;
    const pad = ' '.repeat(indent);
    const scalar = this.blockScalar(data, indent + 2);
    if (scalar !== undefined) return [`${pad}- ${scalar[0]}`, ...scalar.slice(1)];
    if (data === null && random.below(3) === 0) return [`${pad}-${this.trailing()}`];
    const below = random.below(6) === 0 ? undefined : this.below(data, inner, inner);
    if (below === undefined) return [`${pad}-${gap}${this.inline(data)}${this.trailing()}`];
    if (random.below(5) === 0) return [`${pad}-${this.trailing()}`, ...below];
    return [`${pad}-${gap}${(below[0] ?? '').slice(inner)}`, ...below.slice(1)];
  }

  private blockScalar(data: Json, indent: number): string[] | undefined {
    const { random } = this;
    if (typeof data !== 'string' || !data.includes('\n') || /[\t\r]|^[ \n]/.test(data) || random.below(4) === 0)
      return undefined;
    const tail = /\n*$/.exec(data)?.[0].length ?? 0;
    const chomp = tail === 0 ? '-' : tail === 1 ? random.pick(['', '+']) : '+';
    const lines = data.replace(/\n$/, '').split('\n');
    const style = random.below(4) === 0 && !/\n/.test(data.trimEnd()) ? '>' : '|';
    return [style + chomp + this.trailing(), ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
  }

  private inline(data: Json): string {
    const { random } = this;
    if (typeof data === 'string') return this.text(data);
    const space = random.pick(['', ' ']);
    if (Array.isArray(data))
      return `[${space}${data.map((each) => this.inline(each)).join(random.pick([', ', ',', ' , ']))}${space}]`;
    if (typeof data !== 'object' || data === null) return String(data);
    const pairs = Object.entries(data).map(([key, each]) => `${this.key(key)}: ${this.inline(each)}`);
    return `{${space}${pairs.join(', ')}${space}}`;
  }

  private text(text: string): string {
    const { random } = this;
    if (/^[A-Za-z][A-Za-z0-9 .@-]*[A-Za-z0-9]$/.test(text) && !/^(true|null)$/.test(text) && random.below(3) > 0)
      return text;
    if (!/[\n\t\r]/.test(text) && random.below(3) === 0) return `'${text.replaceAll("'", "''")}'`;
    return JSON.stringify(text);
  }

  private key(key: string): string {
    return /^[A-Za-z][A-Za-z0-9-]*$/.test(key) ? key : this.text(key).replace(/^two words$/, '"two words"');
  }

  private trailing(): string {
    return this.noise > 0 && this.random.below(5) === 0
      ? this.random.pick([' ', '   ', '          ']) + this.comment()
      : this.random.pick(['', '', '', '', ' ']);
  }

  private comment(): string {
    this.comments += 1;
    return `# note ${this.comments};`;
  }
}
