import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostWays, waysThrough } from '../../../src/kinds/checklist/pattern-ways.ts';

test.each([
  ['abc', 1],
  ['', 1],
  ['[a-z\\]*]{3}\\*\\.', 1],
  ['a?', 2],
  ['a??', 2],
  ['a*', 201],
  ['a+?', 200],
  ['a{2,}', 199],
  ['a{5}', 1],
  ['a{1,3}', 3],
  ['a|b|', 3],
  ['(?:a|b)c', 2],
  ['(a|b){2}', 4],
  ['([0-9]{1,3}\\.){3}[0-9]{1,3}', 81],
  ['\\p{L}\\u{61}{1,2}', 2],
  ['[a-z]+\\.[a-z]+', 40_000],
])('%s has %i ways at most', (pattern, ways) => {
  expect(new RegExp(pattern, 'u')).toBeInstanceOf(RegExp);
  expect(waysThrough(pattern, 200)).toBe(ways);
});

test.each([
  '(a+)+',
  '(a*)*',
  '(a|a)*',
  '(a?){30}',
  '(a|b|ab){20,}',
  'a*a*a*b',
  '(?=a)b',
  '(?!a)b',
  '(?<=a)b',
  '(?<name>a)\\k<name>',
  '(a)\\1',
  '((((a+)?)+)?)+',
])('%s is refused', (pattern) => {
  expect(new RegExp(pattern, 'u')).toBeInstanceOf(RegExp);
  expect(waysThrough(pattern, 200)).toBeGreaterThan(mostWays);
});

test('whatever RegExp takes and this lets through ends', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '\\w', '(a|b)', '(?:a|ab)', '(a?)', '(a+b?)', '(|a)');
  const times = fc.constantFrom('', '?', '*', '+', '{2}', '{1,3}', '{0,9}', '*?');
  const patterns = fc
    .array(fc.tuple(atom, times), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.flat().join(''));
  fc.assert(
    fc.property(patterns, fc.constantFrom('a', 'ab', 'aab'), (pattern, part) => {
      fc.pre(waysThrough(pattern, 200) <= mostWays);
      // No part takes the line break at the end, so every way is tried before the answer is no.
      const value = `${part.repeat(200).slice(0, 199)}\n`;
      expect(new RegExp(`^(?:${pattern})$`, 'u').test(value)).toBe(false);
    }),
  );
});
