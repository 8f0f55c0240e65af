import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseEmail } from '../../src/domain/email.ts';

describe('one spelling', () => {
  test.each([
    ['capitals', 'Jean.DUPONT@Example.COM'],
    ['blanks around it', '  jean.dupont@example.com\n'],
    ['full-width letters', 'ｊｅａｎ.dupont＠example.com'],
    ['mathematical letters', '𝒿ean.dupont@example.com'],
    ['a zero-width space', 'jean\u200b.dupont@example.com'],
    ['a zero-width joiner', 'je\u200dan.dupont@example.com'],
    ['a soft hyphen', 'jean.du\u00adpont@example.com'],
    ['a byte order mark', '\ufeffjean.dupont@example.com'],
    ['direction marks', '\u202ejean.dupont@example.com\u202c'],
    ['a Hangul filler', 'jean.dupont\u3164@example.com'],
    ['a variation selector', 'jean\ufe0f.dupont@example.com'],
    ['a tag character', 'jean\u{e0041}.dupont@example.com'],
    ['a control character', 'jean\u0007.dupont@example.com'],
    ['a no-break space', 'jean.dupont\u00a0@example.com'],
    ['a one-dot leader', 'jean\u2024dupont@example.com'],
  ])('of an address with %s', (_what, address) => {
    expect(normaliseEmail(address)).toBe('jean.dupont@example.com');
  });

  test('of a letter in one piece or in two', () => {
    expect(normaliseEmail('ame\u0301lie@example.com')).toBe(normaliseEmail('am\u00e9lie@example.com'));
    expect(normaliseEmail('AME\u0301LIE@example.com')).toBe(normaliseEmail('am\u00e9lie@example.com'));
    expect(normaliseEmail('e\u200b\u0301@example.com')).toBe(normaliseEmail('\u00e9@example.com'));
  });
});

test.each([
  ['a Cyrillic letter', 'jеan.dupont@example.com'],
  ['a Greek letter', 'jean.dupοnt@example.com'],
  ['a dotless i', 'jean.dupınt@example.com'],
  ['a digit', 'jean.dup0nt@example.com'],
  ['a tag after a plus', 'jean.dupont+x@example.com'],
])('an address with %s is another one', (_what, address) => {
  expect(normaliseEmail(address)).not.toBe(normaliseEmail('jean.dupont@example.com'));
  expect(normaliseEmail(address)).not.toBe(normaliseEmail('jean.dupint@example.com'));
});

test('spelling it again changes nothing, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = normaliseEmail(text);
      expect(normaliseEmail(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

test('spelling it again changes nothing, for every character that is assigned', () => {
  const unstable: string[] = [];
  for (let code = 0; code <= 0xe0fff; code += 1) {
    if (code === 0x33500) code = 0xe0000;
    const once = normaliseEmail(`a${String.fromCodePoint(code)}b@x`);
    if (normaliseEmail(once) !== once) unstable.push(code.toString(16));
  }
  expect(unstable).toEqual([]);
});

test('the case of an address never matters', () => {
  const ascii = fc.stringMatching(/^[A-Za-z0-9._+-]{1,12}@[A-Za-z0-9.-]{1,12}$/);
  fc.assert(
    fc.property(ascii, (address) => {
      expect(normaliseEmail(address.toUpperCase())).toBe(normaliseEmail(address.toLowerCase()));
    }),
  );
});
