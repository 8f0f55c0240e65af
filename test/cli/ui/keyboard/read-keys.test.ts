import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Key } from '../../../../src/cli/ui/keyboard/key.ts';
import { nothingUnread, readKeys, readPause } from '../../../../src/cli/ui/keyboard/read-keys.ts';
import { paste } from '../keys.ts';

function keysIn(...chunks: readonly string[]): readonly string[] {
  let unread = nothingUnread;
  const keys: Key[] = [];
  for (const chunk of chunks) {
    const heard = readKeys(unread, chunk);
    unread = heard.unread;
    keys.push(...heard.keys);
  }
  return [...keys, ...readPause(unread).keys].map((key) => (key.name === 'text' ? `"${key.text}"` : key.name));
}

describe('keys', () => {
  test.each([
    ['\r', ['enter']],
    ['\n', ['enter']],
    ['\t', ['tab']],
    ['\u001b[Z', ['back-tab']],
    ['\u001b', ['escape']],
    ['\u001b\u001b', ['escape']],
    ['\u0003', ['interrupt']],
    ['\u0004', ['end-of-text']],
    ['\u001b[A\u001bOB', ['up', 'down']],
    ['\u001b[1;5D\u001b[1;3C\u001b[1;2C', ['word-left', 'word-right', 'right']],
    ['\u001b[3~\u007f\b', ['delete', 'backspace', 'backspace']],
    ['\u001b[1~\u001b[F', ['home', 'end']],
    ['\u001b[15~\u001b[[A\u001bOP', []],
    ['\u001bb', []],
    ['é', ['"é"']],
  ])('%j', (chunk, expected) => {
    expect(keysIn(chunk)).toEqual(expected);
  });

  test('a sequence that comes in two chunks is one key', () => {
    expect(keysIn('\u001b', '[A')).toEqual(['up']);
    expect(keysIn('\u001b[1;', '5D')).toEqual(['word-left']);
  });

  test('an escape that nothing follows is the Esc key', () => {
    expect(readPause(readKeys(nothingUnread, '\u001b').unread).keys).toEqual([{ name: 'escape' }]);
  });
});

describe('text', () => {
  test('line breaks and tabs around it are keys', () => {
    expect(keysIn('payment-api\r')).toEqual(['"payment-api"', 'enter']);
    expect(keysIn('notes\r\n\r\n')).toEqual(['"notes"', 'enter', 'enter']);
    expect(keysIn('\rab\t')).toEqual(['enter', '"ab"', 'tab']);
  });

  test('line breaks inside it were pasted', () => {
    expect(keysIn('one\rtwo\r\nthree\nfour')).toEqual(['"one\ntwo\nthree\nfour"']);
  });

  test('escapes in it are taken out', () => {
    expect(keysIn('\u001b[31mred\u001b[0m \u001b]0;title\u0007text\u202e')).toEqual(['"red "', '"text"']);
  });
});

describe('a paste', () => {
  test('is text to its end, whatever it holds', () => {
    expect(keysIn(paste('one\n\u001b[31mtwo\u001b[0m\n\tthree\n'))).toEqual(['"one\ntwo\n  three\n"']);
  });

  test('may come in any pieces', () => {
    const whole = paste('one\ntwo');
    for (let at = 1; at < whole.length; at++)
      expect(keysIn(whole.slice(0, at), whole.slice(at))).toEqual(['"one\ntwo"']);
  });

  test('that never ends can be left with Ctrl+C', () => {
    expect(keysIn('\u001b[200~one', 'two', '\u0003')).toEqual(['interrupt']);
  });
});

test('whatever a terminal sends, no text holds an escape or a control character', () => {
  const byte = fc.constantFrom(
    '\u001b',
    '[',
    ']',
    'O',
    '2',
    '0',
    '~',
    ';',
    'm',
    'a',
    '\r',
    '\n',
    '\t',
    '\u0007',
    '\u009b',
    '\u202e',
  );
  fc.assert(
    fc.property(fc.array(fc.string({ unit: byte, maxLength: 12 }), { maxLength: 8 }), (chunks) => {
      for (const key of keysIn(...chunks)) expect(key).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }),
  );
});
