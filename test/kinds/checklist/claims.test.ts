import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { judgeClaims } from '../../../src/kinds/checklist/claims.ts';

const holds = (claim: string, value?: string | number | boolean) =>
  judgeClaims({ it: claim }, value === undefined ? {} : { it: value }).holds;

describe('a claim', () => {
  it.each<[string, string | number | boolean]>([
    ['< 100', 99.9],
    ['<= 100', 100],
    ['> 0', 1e21],
    ['>= 8.7.8', '8.7.8'],
    ['>= 8.7.8', '8.7.10'],
    ['>= 8.7.8', 'v8.7.10'],
    ['> 8.9', 'v8.10'],
    ['> 8.7', '8.7.0.1'],
    ['>= 8', '8.0.0'],
    ['< 8.7.8', '8.7'],
    ['< -3', -4],
    ['= 200', 200],
    ['= 1', 1.0],
    ['!= 200', 404],
    ['= true', true],
    ['!= true', false],
    ['= v1', 'v1'],
    ['!= v1', 'v2'],
    ['starts SSH-2.0-', 'SSH-2.0-OpenSSH_9.2'],
    ['starts 2', 204],
    ['contains two words', 'here are two words'],
    ['< 9', '8.5'],
    ['> 8.07', '8.1'],
  ])('%s is true of %j', (claim, value) => expect(holds(claim, value)).toBe(true));

  it.each<[string, string | number | boolean | undefined]>([
    ['< 100', 100],
    ['< 100', undefined],
    ['!= 100', undefined],
    ['< 100', Number.NaN],
    ['< 100', Number.NEGATIVE_INFINITY],
    ['> 100', Number.POSITIVE_INFINITY],
    ['< 100', '12 ms'],
    ['< 100', ''],
    ['< 100', '0x10'],
    ['< 100', '1e1'],
    ['> 0', true],
    ['>= 8.7.8', '8.7.8-beta'],
    ['>= 8.7.8', 8.7],
    ['>= 8.7.8', '8..9'],
    ['!= abc', 5],
    ['= abc', 5],
    ['= yes', true],
    ['!= yes', true],
    ['= v1', 'V1'],
    ['starts t', true],
    ['contains x', 'y'],
    ['<100', 5],
    ['~ 5', 5],
    ['<', 5],
    ['', 5],
  ])('%s is not true of %j', (claim, value) => expect(holds(claim, value)).toBe(false));

  it('tells each by its name, its claim and what was measured', () => {
    const claims = { lossPercent: '< 1', latencyMs: '< 100', constructor: '!= x' };
    expect(judgeClaims(claims, { lossPercent: 0, latencyMs: 140.5 })).toEqual({
      holds: false,
      findings: [
        { name: 'lossPercent', claim: '< 1', value: 0, holds: true },
        { name: 'latencyMs', claim: '< 100', value: 140.5, holds: false },
        { name: 'constructor', claim: '!= x', value: null, holds: false },
      ],
    });
  });

  it('proves nothing where nothing is claimed', () => expect(judgeClaims({}, { it: 1 }).holds).toBe(false));
});

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
const plainNumber = finite.filter((number) => /^-?\d+(\.\d+)?$/.test(String(number)));
const parts = fc.array(fc.nat({ max: 1000 }), { minLength: 3, maxLength: 6 });

test('numbers are in the order of numbers, whether the value is one or a text', () =>
  fc.assert(
    fc.property(finite, plainNumber, (value, bar) => {
      expect(holds(`< ${bar}`, value)).toBe(value < bar);
      expect(holds(`>= ${bar}`, value)).toBe(value >= bar);
      expect(holds(`= ${bar}`, value)).toBe(value === bar);
      expect(holds(`!= ${bar}`, value)).toBe(value !== bar);
      const text = /^-?\d+(\.\d+)?$/.test(String(value));
      if (text) expect(holds(`< ${bar}`, String(value))).toBe(value < bar);
    }),
  ));

test('versions are in the order of their parts, of which missing ones are 0', () =>
  fc.assert(
    fc.property(parts, parts, (left, right) => {
      const differing = Array.from({ length: 6 }, (_, at) => (left[at] ?? 0) - (right[at] ?? 0)).find(
        (each) => each !== 0,
      );
      const order = Math.sign(differing ?? 0);
      const [value, bar] = [left.join('.'), right.join('.')];
      for (const shown of [value, `v${value}`]) {
        expect(holds(`< ${bar}`, shown)).toBe(order < 0);
        expect(holds(`<= ${bar}`, shown)).toBe(order <= 0);
        expect(holds(`> ${bar}`, shown)).toBe(order > 0);
        expect(holds(`>= ${bar}`, shown)).toBe(order >= 0);
      }
    }),
  ));

test('any claim of anything gives an answer, and none is true of what is missing', () =>
  fc.assert(
    fc.property(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean()), (claim, value) => {
      expect(typeof holds(claim, value)).toBe('boolean');
      expect(holds(claim)).toBe(false);
    }),
  ));

test('of a claim and its opposite at most one is true', () => {
  const value = fc.oneof(
    fc.string(),
    finite,
    fc.boolean(),
    parts.map((each) => each.join('.')),
  );
  const bar = fc.oneof(
    plainNumber.map(String),
    parts.map((each) => each.join('.')),
    fc.string({ minLength: 1 }),
  );
  fc.assert(
    fc.property(value, bar, (measured, wanted) => {
      for (const [one, other] of [
        ['<', '>='],
        ['<=', '>'],
        ['=', '!='],
      ])
        expect(holds(`${one} ${wanted}`, measured) && holds(`${other} ${wanted}`, measured)).toBe(false);
    }),
  );
});
