import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLine, plainText } from '../../src/domain/plain-text.ts';

const dangerous =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom(
    '\u001b',
    '[',
    ']',
    '0;',
    'm',
    '\u0007',
    '\\',
    '\u009b',
    '\u009c',
    '\u202e',
    '\ud83d',
    '\udc01',
    '\udb40',
    '\u200b',
  ),
);
const hostile = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

describe('text that may be printed', () => {
  test('holds no control, escape, bidi or invisible character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plainText(text)).not.toMatch(dangerous);
      }),
      { numRuns: 2_000 },
    );
  });

  test('stays as it is the second time', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = plainText(text);
        expect(plainText(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is never longer than what it was made of', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plainText(text).length).toBeLessThanOrEqual(text.length);
        expect(plainLine(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('keeps what people write', () => {
    const written = fc.string({ unit: fc.constantFrom(...'aZ09 .,:;!?-_#*|>&<"\'\\/()[]{}@éßñ€漢😀\t\n') });
    fc.assert(
      fc.property(written, (text) => {
        expect(plainText(text)).toBe(text);
      }),
    );
  });
});

test.each([
  ['a colour', '\u001b[31mred\u001b[0m', 'red'],
  ['a cursor move', 'a\u001b[2K\u001b[1Gb', 'ab'],
  ['a private sequence', '\u001b[?25lx', 'x'],
  ['a window title', '\u001b]0;title\u0007x', 'x'],
  ['a link', '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
  ['a title that ends with C1', '\u001b]0;title\u009cx', 'x'],
  ['a device string', '\u001bPq#0\u001b\\x', 'x'],
  ['a title that never ends', '\u001b]0;rest of the text', '0;rest of the text'],
  ['a device string that never ends', '\u001bPrest of the text', 'rest of the text'],
  ['a character set', '\u001b(0x', 'x'],
  ['an escape at the end', 'x\u001b', 'x'],
  ['C1 controls', 'a\u009b31mb', 'a31mb'],
  ['a carriage return', 'safe\rrm -rf', 'saferm -rf'],
  ['a backspace', 'ab\bc', 'abc'],
  ['bidi controls', 'a\u202ecba\u202c', 'acba'],
  ['zero-width characters', 'a\u200bb\ufeffc', 'abc'],
  ['tag characters', 'a\u{e0061}b', 'ab'],
  ['half a character', 'a\ud83db', 'a\ufffdb'],
  ['halves that a removal would join', '\udb40\u200b\udc01', '\ufffd\ufffd'],
])('%s', (_what, text, plain) => {
  expect(plainText(text)).toBe(plain);
});

describe('a line', () => {
  test('is one', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = plainLine(text);
        expect(line).not.toMatch(/[\n\r\t\u2028\u2029]|^\s|\s$|\s\s/);
        expect(plainLine(line)).toBe(line);
      }),
    );
  });

  test('joins what stood on several', () => {
    expect(plainLine('  - Adds 3DS2\n\t- Fixes\u2028time-outs \n')).toBe('- Adds 3DS2 - Fixes time-outs');
  });
});

test.each(['\u001b', '\u001b]', '\u001b[', '\u001bP', '\u001b[0;', 'a'])(
  'a long text of %j takes no long time',
  (part) => {
    const started = performance.now();
    plainText(part.repeat(300_000 / part.length));
    expect(performance.now() - started).toBeLessThan(3_000);
  },
);
