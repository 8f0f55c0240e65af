import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/domain/canonical.ts';
import { isObject, type Json, type JsonObject } from '../../src/domain/json.ts';

const json = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>;

/** RFC 8785 written down again: keys by their UTF-16 units as bytes, strings escaped one character at a time. */
function oracle(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return value === 0 ? '0' : String(value);
  if (typeof value === 'string') return `"${[...value].map(escaped).join('')}"`;
  if (Array.isArray(value)) return `[${value.map(oracle).join()}]`;
  const bytes = (key: string) => Buffer.from(key, 'utf16le').swap16();
  const keys = Object.keys(value).sort((left, right) => Buffer.compare(bytes(left), bytes(right)));
  return `{${keys.map((key) => `${oracle(key)}:${oracle(value[key] ?? null)}`).join()}}`;
}

const short: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const lone = code >= 0xd800 && code <= 0xdfff;
  return short[character] ?? (code < 0x20 || lone ? `\\u${code.toString(16).padStart(4, '0')}` : character);
}

/** The same value with the keys of every mapping in another order. */
function shuffled(value: Json, random: () => number): Json {
  if (Array.isArray(value)) return value.map((each) => shuffled(each, random));
  if (!isObject(value)) return value;
  const keys = Object.keys(value)
    .map((key) => ({ key, at: random() }))
    .sort((left, right) => left.at - right.at);
  const other: JsonObject = Object.create(null);
  for (const { key } of keys) other[key] = shuffled(value[key] ?? null, random);
  return other;
}

test('it is the text that RFC 8785 asks for', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonical(value)).toBe(oracle(value));
    }),
  );
});

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(json, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (value, stream) => {
      expect(canonical(shuffled(value, () => stream.next().value))).toBe(canonical(value));
    }),
  );
});

test('two values have one text only when they are one value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

describe('examples of RFC 8785', () => {
  test('values, escapes and order (3.2.2)', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('keys by UTF-16 units (3.2.3)', () => {
    const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(Object.values(JSON.parse(canonical(value)))).toHaveLength(7);
    expect([...canonical(value).matchAll(/:(\d)/g)].map(([, digit]) => digit)).toEqual([
      '2',
      '4',
      '6',
      '7',
      '1',
      '5',
      '3',
    ]);
  });

  test.each([
    [0x0000000000000000n, '0'],
    [0x8000000000000000n, '0'],
    [0x0000000000000001n, '5e-324'],
    [0x8000000000000001n, '-5e-324'],
    [0x7fefffffffffffffn, '1.7976931348623157e+308'],
    [0x4340000000000000n, '9007199254740992'],
    [0x4430000000000000n, '295147905179352830000'],
    [0x44b52d02c7e14af5n, '9.999999999999997e+22'],
    [0x44b52d02c7e14af6n, '1e+23'],
    [0x444b1ae4d6e2ef4en, '999999999999999700000'],
    [0x444b1ae4d6e2ef50n, '1e+21'],
    [0x3eb0c6f7a0b5ed8cn, '9.999999999999997e-7'],
    [0x3eb0c6f7a0b5ed8dn, '0.000001'],
    [0x41b3de4355555554n, '333333333.33333325'],
    [0xbecbf647612f3696n, '-0.0000033333333333333333'],
    [0x43143ff3c1cb0959n, '1424953923781206.2'],
  ])('the number %# (appendix B)', (bits, text) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, bits);
    expect(canonical(view.getFloat64(0))).toBe(text);
  });
});

test('keys that objects have by themselves are keys like any other', () => {
  expect(canonical(JSON.parse('{"__proto__":1,"constructor":{"toString":2}}'))).toBe(
    '{"__proto__":1,"constructor":{"toString":2}}',
  );
});

test('texts that look alike are told apart', () => {
  const texts = ['\u00e9', 'e\u0301', 'é ', 'е', 'e'];
  expect(new Set(texts.map((text) => canonical(text))).size).toBe(texts.length);
});

test('nesting far deeper than any file is read', () => {
  const deep = (depth: number): Json => {
    let value: Json = 1;
    for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
    return value;
  };
  expect(canonical(deep(1_000))).toHaveLength(500 * 2 + 500 * '{"a":}'.length + 1);
});

test('a mapping is one, and nothing else is', () => {
  const mappings: Json[] = [{}, { a: 1 }];
  expect(mappings.every(isObject)).toBe(true);
  expect([null, undefined, [], '', 0, true].some(isObject)).toBe(false);
});
