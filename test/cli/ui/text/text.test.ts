import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyName } from '../../../../src/cli/ui/keyboard/key.ts';
import { cutLine } from '../../../../src/cli/ui/text/cut-line.ts';
import { editLine } from '../../../../src/cli/ui/text/edit-line.ts';
import { editLines } from '../../../../src/cli/ui/text/edit-lines.ts';
import { editedRows } from '../../../../src/cli/ui/text/edited-rows.ts';
import { type EditedText, editText, placed } from '../../../../src/cli/ui/text/edited-text.ts';
import { charactersOf, textWidth } from '../../../../src/cli/ui/text/text-width.ts';
import { wrapText } from '../../../../src/cli/ui/text/wrap-text.ts';

/** `|` is where the next character goes. */
function at(shown: string): EditedText {
  const [before = '', after = ''] = shown.split('|');
  return { before, after };
}

function shown(text: EditedText | string): string {
  return typeof text === 'string' ? text : `${text.before}|${text.after}`;
}

describe('editing', () => {
  test.each<[string, KeyName, string]>([
    ['one t|wo', 'left', 'one |two'],
    ['one t|wo', 'right', 'one tw|o'],
    ['one two|', 'word-left', 'one |two'],
    ['one| two', 'word-right', 'one two|'],
    ['a\nb|c', 'home', 'a\n|bc'],
    ['a\nb|c\nd', 'end', 'a\nbc|\nd'],
    ['ab|c', 'backspace', 'a|c'],
    ['👍🏽|', 'backspace', '|'],
    ['a|bc', 'delete', 'a|c'],
    ['one two|', 'erase-word', 'one |'],
    ['a\none two|', 'erase-before', 'a\n|'],
    ['o|ne\ntwo', 'erase-after', 'o|\ntwo'],
    ['|', 'backspace', '|'],
    ['|', 'left', '|'],
    ['a|', 'page-up', 'a|'],
  ])('%j, %s → %j', (before, name, after) => {
    expect(shown(editText(at(before), { name }))).toBe(after);
  });

  test('one line: pasted line breaks become spaces, up goes to the start and back from there', () => {
    expect(shown(editLine(at('a|'), { name: 'text', text: 'b\n  c', pasted: true }))).toBe('ab c|');
    expect(shown(editLine(at('ab|c'), { name: 'up' }))).toBe('|abc');
    expect(shown(editLine(at('|abc'), { name: 'up' }))).toBe('back');
    expect(shown(editLine(at('|abc'), { name: 'down' }))).toBe('abc|');
  });

  test.each<[string, KeyName, string]>([
    ['a|', 'enter', 'a\n|'],
    ['a\n|', 'enter', 'on'],
    ['|', 'enter', 'on'],
    ['a\n|\nb', 'enter', 'a\n\n|\nb'],
    ['a|b', 'end-of-text', 'on'],
    ['abc\nd|e', 'up', 'a|bc\nde'],
    ['a\nbcd|', 'up', 'a|\nbcd'],
    ['ab|c', 'up', '|abc'],
    ['|abc\nd', 'up', 'back'],
    ['ab|c\nd', 'down', 'abc\nd|'],
    ['a|\nbc\nd', 'down', 'a\nb|c\nd'],
    ['a\nb|c', 'down', 'a\nbc|'],
  ])('many lines: %j, %s → %j', (before, name, after) => {
    expect(shown(editLines(at(before), { name }))).toBe(after);
  });

  test('the place is never inside a character of two halves', () => {
    expect(shown(placed(at('a👍b|'), 2))).toBe('a|👍b');
    expect(shown(placed(at('a👍b|'), 3))).toBe('a👍|b');
  });
});

describe('rows', () => {
  test('are broken after spaces, and inside words that are too long', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
    expect(wrapText('a\n\nb', 4)).toEqual(['a', '', 'b']);
    expect(wrapText('', 4)).toEqual(['']);
  });

  test('never hold more than fits, and lose nothing but spaces', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '漢', '👍'), maxLength: 60 });
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 20 }), (text, columns) => {
        const rows = wrapText(text, columns);
        for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(columns);
        expect(rows.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('around the caret are shown when not all fit', () => {
    expect(editedRows(at('1\n2\n3\n4|'), 10, 2)).toEqual(['3', '4▏']);
    expect(editedRows(at('1|\n2\n3\n4'), 10, 2)).toEqual(['1▏', '2']);
    expect(editedRows(at('1\n2\n3|\n4'), 10, 2)).toEqual(['3▏', '4']);
  });
});

test('characters are the same in long texts', () => {
  const family = '👩‍👩‍👧';
  for (let before = 250; before < 262; before++) {
    expect(charactersOf(`${'é'.repeat(before)}${family}x`).slice(-2)).toEqual([family, 'x']);
  }
});

test('a line is cut with a sign, and holds no escapes', () => {
  expect(cutLine('short', 5)).toBe('short');
  expect(cutLine('longer\n\u001b[31mtext', 8)).toBe('longer …');
  expect(cutLine('漢字漢字', 5)).toBe('漢字…');
});
