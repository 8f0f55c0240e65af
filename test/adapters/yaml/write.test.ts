import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yaml } from '../../../src/adapters/yaml/index.ts';
import type { Json } from '../../../src/domain/json.ts';
import { RgzError } from '../../../src/errors/rgz-error.ts';
import { anyData } from './documents.ts';
import { Random } from './random.ts';

const runs = Number(process.env.RGZ_FUZZ ?? 300);
const written = new URL('../../fixtures/yaml/written.yaml', import.meta.url);
const example = new URL('../../fixtures/yaml/promotion-request.yaml', import.meta.url);

function expectSame(value: Json): void {
  let text: string;
  try {
    text = yaml.write(value, 'a comment');
  } catch (error) {
    // Data that no file may hold.
    if (error instanceof RgzError && error.code === 'input.invalid') return;
    throw error;
  }
  const fast = yaml.readFast(Buffer.from(text));
  const strict = yaml.read(Buffer.from(text));
  expect(JSON.stringify(fast), text).toBe(JSON.stringify(value));
  expect(JSON.stringify(strict.ok && strict.value), text).toBe(JSON.stringify(value));
}

describe('write', () => {
  it('has the style of the records people know', () => {
    const text = yaml.write(yaml.readFast(readFileSync(example)) ?? null, 'yaml-language-server: $schema=x.json');
    expect(text).toBe(readFileSync(written, 'utf8'));
  });

  it('quotes what could be read as something else', () => {
    const value = {
      date: '2024-12-23',
      version: '2.1.0',
      tag: 'v1',
      yes: 'yes',
      none: 'null',
      number: '1',
      empty: '',
      word: 'a-b_c.d/e@f',
    };
    expect(yaml.write(value)).toBe(
      'date: "2024-12-23"\nversion: "2.1.0"\ntag: "v1"\n"yes": "yes"\nnone: "null"\nnumber: "1"\nempty: ""\nword: a-b_c.d/e@f\n',
    );
  });

  it('writes texts of several lines as blocks where they stay exact', () => {
    expect(yaml.write({ a: 'x\n\n y\n', b: ['x\ny'] })).toBe('a: |\n  x\n\n   y\n\nb:\n  - |-\n    x\n    y\n');
    expect(yaml.write({ a: ' x\n', b: 'x\n\n', c: 'x\n  ' })).toBe('a: " x\\n"\nb: "x\\n\\n"\nc: "x\\n  "\n');
  });

  it('puts the comment on the first line, whatever is in it', () => {
    expect(yaml.write([], '# a\nb')).toBe('# a b\n[]\n');
  });

  it('is read back by both readers, in any data', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => expectSame(anyData(new Random(seed)))),
      { numRuns: runs },
    );
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const key = text.map((each) => each.normalize('NFC'));
    const { data } = fc.letrec<{ data: Json }>((tie) => ({
      data: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<Json>(null, true, false),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (each === 0 ? 0 : each)),
        fc.maxSafeInteger(),
        text,
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '#', '-', '"', "'", '\\', '|', 'é'), maxLength: 20 }),
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(key, tie('data'), { maxKeys: 4 }).map((each) => ({ ...each })),
      ),
    }));
    fc.assert(fc.property(data, expectSame), { numRuns: runs });
  });

  it.each<[string, Json]>([
    ['control characters', 'a\u001bb'],
    ['bidi', ['\u202e']],
    ['lone surrogates', { a: '\ud83d' }],
    ['infinity', Number.POSITIVE_INFINITY],
    ['inexact numbers', 2 ** 53],
    ['merge keys', { '<<': 1 }],
    ['long keys', { ['a b'.repeat(400)]: 1 }],
    ['keys that look the same', { '\u00e9': 1, 'e\u0301': 2 }],
    ['__proto__', JSON.parse('{"__proto__": 1}')],
    ['depth', Array.from({ length: 33 }).reduce<Json>((inner) => [inner], 1)],
    ['size', 'x'.repeat(1024 * 1024)],
    ['too many values', Array.from({ length: 10_001 }, () => 1)],
  ])('refuses %s', (_name, value) => {
    expect(() => yaml.write(value)).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  });

  it('writes the most values that it takes so that they can be read', () => {
    const value = Array.from({ length: 3330 }, (_each, index) => ({ a: `${index}`, b: [] }));
    expect(yaml.read(Buffer.from(yaml.write(value))).ok).toBe(true);
  });
});
