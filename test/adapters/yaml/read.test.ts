import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { yaml } from '../../../src/adapters/yaml/index.ts';
import { MAX_BYTES, MAX_DEPTH } from '../../../src/adapters/yaml/limits.ts';

const example = readFileSync(new URL('../../fixtures/yaml/promotion-request.yaml', import.meta.url));

function problemOf(text: string | Uint8Array): string {
  const reading = yaml.read(Buffer.from(text));
  if (reading.ok) return `read as ${JSON.stringify(reading.value)}`;
  const [first] = reading.problems;
  return `${first?.line}:${first?.column} ${first?.message}`;
}

function dataOf(text: string): unknown {
  const reading = yaml.read(Buffer.from(text));
  return reading.ok ? reading.value : problemOf(text);
}

describe('strict reading refuses, with a place and a sentence', () => {
  it.each([
    ['an anchor', 'a: 1\nb: &x 2\n', '2:4 Anchors (&name) are not accepted; write the value where it is needed.'],
    ['an alias', 'a: *x\n', '1:4 Aliases (*name) are not accepted; write the value where it is needed.'],
    [
      'a merge key',
      'a: 1\n<<: {b: 1}\n',
      '2:1 Merge keys (<<) are not accepted; write the values where they are needed.',
    ],
    [
      'a quoted merge key',
      '"<<": {b: 1}\n',
      '1:1 Merge keys (<<) are not accepted; write the values where they are needed.',
    ],
    ['a tag', 'a: !!str 1\n', '1:4 Tags (!name) are not accepted.'],
    ['a bare tag', 'a: ! 1\n', '1:4 Tags (!name) are not accepted.'],
    ['a key twice', 'a: 1\nb: 2\n"a": 3\n', '3:1 The key "a" is there twice in one mapping.'],
    ['a key twice in { }', 'a: {b: 1, b: 2}\n', '1:11 The key "b" is there twice in one mapping.'],
    ['keys that look the same', '\u00e9: 1\ne\u0301: 2\n', '2:1 The key "e\u0301" is there twice in one mapping.'],
    ['a number as a key', '1: a\n', '1:1 A key must be text; put it in quotes.'],
    ['null as a key', '~: a\n', '1:1 A key must be text; put it in quotes.'],
    ['no key', ': a\n', '1:1 A key must be text; put it in quotes.'],
    ['a list as a key', '[a]: b\n', '1:1 A key must be text; put it in quotes.'],
    ['__proto__', 'a:\n  __proto__: 1\n', '2:3 The key "__proto__" is not accepted.'],
    ['"__proto__"', '"__proto__": 1\n', '1:1 The key "__proto__" is not accepted.'],
    ['an explicit key', '? a\n: b\n', '1:1 Keys that start with "? " are not accepted; write "key: value".'],
    ['a key apart from its colon', 'a: 1\nc # x\n : 1\n', '2:1 A key and its colon must be on one line.'],
    ['a pair in [ ]', '[a: b]\n', '1:2 A pair inside [ ] needs { } around it.'],
    ['a key without a value in { }', '{a, b: 1}\n', '1:2 A key without ": " and a value is not accepted.'],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1 The file holds more than one document.'],
    ['an end marker', 'a: 1\n...\n', '2:1 The end marker (...) is not accepted.'],
    ['a directive', '%YAML 1.2\n---\na: 1\n', '1:1 Directives (%) are not accepted.'],
    ['an empty file', '', '1:1 The file is empty.'],
    ['only comments', '# a\n', '1:1 The file is empty.'],
    ['only a marker', '---\n', '1:1 The file is empty.'],
    ['a bell', 'a: 1\nb: \u0007\n', '2:4 The file holds a control character (U+0007).'],
    ['NUL', 'a: \u0000\n', '1:4 The file holds a control character (U+0000).'],
    ['DEL', 'a: \u007f\n', '1:4 The file holds a control character (U+007F).'],
    ['a C1 control', 'a: \u0085\n', '1:4 The file holds a control character (U+0085).'],
    ['a lone carriage return', 'a: 1\rb: 2\n', '1:5 The file holds a carriage return without a line feed.'],
    ['a late byte order mark', 'a: \ufeff\n', '1:4 The file holds a byte order mark.'],
    ['a line separator', 'a: \u2028\n', '1:4 The file holds a line separator (U+2028).'],
    [
      'bidi in a comment',
      'a: 1 # \u202e\n',
      '1:8 The file holds a character that changes the direction of text (U+202E).',
    ],
    ['an isolate', 'a: "\u2066"\n', '1:5 The file holds a character that changes the direction of text (U+2066).'],
    ['a mark', 'a: \u200f\n', '1:4 The file holds a character that changes the direction of text (U+200F).'],
    ['an Arabic mark', 'a: \u061c\n', '1:4 The file holds a character that changes the direction of text (U+061C).'],
    ['escaped bidi', 'a: "\\u202e"\n', '1:4 This value holds a character that changes the direction of text (U+202E).'],
    ['an escaped control', 'a: "\\e[31m"\n', '1:4 This value holds a control character (U+001B).'],
    ['an escaped half character', 'a: "\\ud83d"\n', '1:4 This value holds half a character (U+D83D).'],
    ['an escape in a key', '"\\0": 1\n', '1:1 This key holds a control character (U+0000).'],
    ['infinity', 'a: -.inf\n', '1:4 Infinity and NaN are not accepted; a text needs quotes.'],
    ['overflow', 'a: 1e400\n', '1:4 Infinity and NaN are not accepted; a text needs quotes.'],
    ['NaN', 'a: .nan\n', '1:4 Infinity and NaN are not accepted; a text needs quotes.'],
    ['a large number', 'a: 9007199254740993\n', '1:4 The number is too large to be exact; a text needs quotes.'],
    ['a large hexadecimal', 'a: 0xffffffffffffff\n', '1:4 The number is too large to be exact; a text needs quotes.'],
    ['a tab before a key', 'a:\n\tb: 1\n', '2:1 A tab cannot indent a line; use spaces.'],
    ['a tab in brackets', 'a: [\n  \t1]\n', '2:3 A tab cannot indent a line; use spaces.'],
    ['an open quote', 'a: "x\n', '1:6 A quote is not closed.'],
    ['a quote closed by an escaped one', "- '''", '1:3 A quote is not closed.'],
    ['a quote closed by a backslash', '- "\\"', '1:3 A quote is not closed.'],
    ['an open bracket', 'a: [1, 2\nb: 3\n', '1:9 A bracket is not closed.'],
    ['an open bracket in a list', 'a:\n  - [1, 2\n\n  - 3\n', '2:10 A bracket is not closed.'],
    ['": " in a value', 'a: b: c\n', '1:4 A value that holds ": " needs quotes, or the nested mapping its own line.'],
    ['@', 'a: @b\n', '1:4 A plain value cannot start with this character; put the value in quotes.'],
    ['a stray line', 'a: 1\nb\nc: 2\n', '2:1 This line is neither "key: value" nor a part of the value above.'],
    [
      'a wrong escape',
      'a: "\\q"\n',
      '1:5 This is not an escape that YAML knows; a backslash in double quotes is written as "\\\\".',
    ],
    ['a comment too close', 'a: "b"#c\n', '1:7 A comment needs a space before its "#".'],
  ])('%s', (_name, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('bytes that are not UTF-8', () => {
    expect(problemOf(Uint8Array.of(97, 58, 32, 0xff))).toBe('1:4 The file is not UTF-8 text.');
    expect(problemOf(Uint8Array.of(97, 10, 32, 0xe2, 0x82))).toBe('2:2 The file is not UTF-8 text.');
    expect(problemOf(Uint8Array.of(0xed, 0xa0, 0x80))).toBe('1:1 The file is not UTF-8 text.');
  });

  it('several problems at once, in the order of the text', () => {
    const reading = yaml.read(Buffer.from('a: &x 1\nb: !t 2\nc: *x\n'));
    expect(reading.ok ? [] : reading.problems.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('more than 32 levels, of any kind', () => {
    const levels = (count: number): string[] => [
      '['.repeat(count) + ']'.repeat(count),
      `${'- '.repeat(count)}a`,
      Array.from({ length: count }, (_each, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      `${'{a: '.repeat(count)}1${'}'.repeat(count)}`,
    ];
    for (const text of levels(MAX_DEPTH)) expect(yaml.read(Buffer.from(text)).ok, text).toBe(true);
    for (const text of levels(MAX_DEPTH + 1)) expect(problemOf(text)).toMatch(/levels deep/);
  });
});

describe('strict reading ends quickly', () => {
  const fill = (piece: string, head = ''): string =>
    head + piece.repeat(Math.floor((MAX_BYTES - head.length) / piece.length));
  it.each(
    ['[', '{a: ', '- ', '-\n', '"', 'a: "\n', 'a:\n', '\n', 'a: @\n', 'a: [\n', '\t', '<<: 1\n'].map((piece) => [
      piece,
    ]),
  )('on a file full of %j', (piece) => {
    const started = performance.now();
    expect(yaml.read(Buffer.from(fill(piece))).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it.each([
    ['a: "', '\\q'],
    ['[', ','],
    ['a: 1\n', 'b\n'],
    ['a: >\n x\n', '\n'],
    ["a: '", "''"],
  ])('on %j and then %j', (head, piece) => {
    const started = performance.now();
    yaml.read(Buffer.from(fill(piece, head)));
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('on a file over the limit', () => {
    expect(problemOf('a'.repeat(MAX_BYTES + 1))).toBe(
      '1:1 The file has 1048577 bytes; the most that is read is 1048576.',
    );
    expect(dataOf(`a: "${'x'.repeat(MAX_BYTES - 5)}"`)).toEqual({ a: 'x'.repeat(MAX_BYTES - 5) });
  });
});

describe('strict reading accepts', () => {
  it.each([
    ['a: 2024-12-23\nb: 2024-12-23T10:30:00Z', { a: '2024-12-23', b: '2024-12-23T10:30:00Z' }],
    [
      '[yes, No, on, y, 012, 0o14, 0x1F, 1e3, .5, 5., +1, 1_000, 12:30, -0]',
      ['yes', 'No', 'on', 'y', 12, 12, 31, 1000, 0.5, 5, 1, '1_000', '12:30', 0],
    ],
    ['[~, null, Null, NULL, nULL]', [null, null, null, null, 'nULL']],
    ['---\na: 1 # c\n', { a: 1 }],
    ['\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n', { a: 1, b: 'x\ny\n' }],
    ['a: b\n  c\nd: "e\n  f"\n', { a: 'b c', d: 'e f' }],
    ['constructor: 1\ntoString: 2\n', { constructor: 1, toString: 2 }],
    ['a: "\\ud83d\\ude00"\n', { a: '😀' }],
    ['null', null],
    ['9007199254740991', 9007199254740991],
  ])('%j', (text, value) => {
    expect(dataOf(text)).toEqual(value);
  });

  it('the order of keys', () => {
    expect(JSON.stringify(dataOf('b: 1\na: 2\n'))).toBe('{"b":1,"a":2}');
  });
});

describe('locate', () => {
  it('finds values in the example', () => {
    const reading = yaml.read(example);
    if (!reading.ok) throw new Error('the example must be readable');
    const lines = example.toString().split('\n');
    const { line, column } = reading.locate('/status/history/1/by');
    expect(lines[line - 1]?.slice(column - 1)).toBe('jean.dupont@cab-i.com');
    expect(reading.locate('')).toEqual({ line: 2, column: 1 });
    expect(reading.locate('/metadata')).toEqual({ line: 5, column: 3 });
    expect(reading.locate('/metadata/nothing/here')).toEqual({ line: 5, column: 3 });
    expect(reading.locate('/status/history/9')).toEqual(reading.locate('/status/history'));
    expect(reading.locate('/metadata/id/x')).toEqual({ line: 5, column: 7 });
  });

  it('finds values behind escapes and in brackets', () => {
    const reading = yaml.read(Buffer.from('\ufeffa/b:\n  "~": [1, {c: 2}]\nd:\n'));
    if (!reading.ok) throw new Error('must be readable');
    expect(reading.locate('/a~1b/~0/1/c')).toEqual({ line: 2, column: 16 });
    expect(reading.locate('/d')).toEqual({ line: 3, column: 3 });
    expect(reading.locate('/a~1b/~0/01')).toEqual({ line: 2, column: 8 });
  });
});
