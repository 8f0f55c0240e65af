import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkdownItem } from '../../../../src/kinds/checklist/markdown/list.ts';
import { readCounting, readMarkdown } from '../../../../src/kinds/checklist/markdown/read.ts';
import { anyPage, fixture, fixtures } from './pages.ts';

const told = (text: string): string[] =>
  readMarkdown(text).items.map(({ line, mark, section, within, text: own }) =>
    [`${line} [${mark}]`, [...section.path, ...within, own].join(' > ')].join(' '),
  );

const texts = (text: string): string[] => readMarkdown(text).items.map((item) => item.text);

describe('pages as people write them', () => {
  test('a production checklist with three marks', () => {
    const { items } = readMarkdown(fixture('production.md'));
    const count = (status: string) => items.filter((item) => item.status === status).length;
    expect([items.length, count('completed'), count('partial'), count('not_started')]).toEqual([21, 7, 4, 10]);
    expect(items[6]).toMatchObject({
      id: expect.stringMatching(/^sign-in-and-accounts--sign-in-works--[a-z0-9]{8}$/),
      text: 'Sign-in works',
      mark: 'x',
      status: 'completed',
      section: { path: ['Ready for production', 'Sign-in and accounts'], name: ['Sign-in and accounts'] },
      line: 19,
    });
    expect(items.find(({ text }) => text === 'Orders are kept')?.id).toBe('orders--orders-are-kept');
  });

  test('an issue template with front matter, comments, tables, nested lists and HTML', () => {
    expect(told(fixture('issue-template.md'))).toEqual([
      '20 [x] Before > Version bumped <!-- in package.json -->',
      '21 [ ] Before > Changes are [written down](https://example.com/changes "the list"), see [notes][n]',
      '22 [x] Before > Changes are [written down](https://example.com/changes "the list"), see [notes][n] > for users',
      '23 [ ] Before > Changes are [written down](https://example.com/changes "the list"), see [notes][n] > for operators',
      '24 [ ] Before > Changes are [written down](https://example.com/changes "the list"), see [notes][n] > for operators > upgrade path',
      '25 [X] Before > Changes are [written down](https://example.com/changes "the list"), see [notes][n] > for operators > way back',
      '26 [ ] Before > Not linked: [x] inside a text',
      '32 [ ] Before > after a blank line it is a task',
      '38 [ ] After > Announced on the list',
      '39 [~] After > Watched for a day',
      '41 [x] After > Tagged',
      '42 [ ] After > Signed',
    ]);
  });

  test('Windows line ends, a byte order mark, tabs and emoji', () => {
    expect(told(fixture('windows.md'))).toEqual([
      '3 [x] Übergabe ✅ > Schlüssel übergeben 🔑',
      '4 [ ] Übergabe ✅ > Zähler abgelesen',
      '5 [~] Übergabe ✅ > Zähler abgelesen > Strom ⚡',
      '6 [ ] Übergabe ✅ > Zähler abgelesen > Wasser 💧',
      '15 [ ] Übergabe ✅ > Küche > 🍳',
      '16 [ ] Übergabe ✅ > Küche > 🧊',
      '17 [ ] Übergabe ✅ > Küche > Herd geprüft und sauber',
    ]);
  });

  test('quotes with headings of their own, code, and what only looks like a task', () => {
    expect(told(fixture('quoted.md'))).toEqual([
      '8 [ ] Setext title > From the meeting > ring the supplier',
      '9 [x] Setext title > From the meeting > ring the supplier > number found',
      '10 [x] Setext title > From the meeting > book the room',
      '14 [ ] Setext title > outside again',
      '23 [ ] Setext title > not a task > below no task',
      '30 [ ] Setext title > last one',
    ]);
  });

  test('a parent is the nearest item around that is a task', () => {
    const { items } = readMarkdown('- [ ] a\n  - plain\n    - [ ] b\n- c\n  - [ ] d\n');
    expect(items.map(({ text, parent, within }) => [text, parent, within])).toEqual([
      ['a', undefined, []],
      ['b', items[0]?.id, ['a', 'plain']],
      ['d', undefined, ['c']],
    ]);
  });
});

describe('what is a task', () => {
  test.each([
    ['a text on the next lines', '- [ ]\n  first\n  second\n\n  - no', ['first second']],
    ['a marker on a line of its own', '-\n  [x] a', ['a']],
    ['a text that goes on further out', '- [ ] own\nnot own\n11. [ ] next', ['own', 'next']],
    ['nothing but a text further out', '- [ ] \nit', ['it']],
    ['a heading over a list with no blank line', 'A\n=\n- [ ] a', ['a']],
    ['items in one line', '- 1. > * [x] deep', ['deep']],
    ['a list cut off by a paragraph', 'text\n2. [ ] no', []],
    ['a list that cuts a paragraph off', 'text\n1. [ ] yes', ['yes']],
    ['number signs without a blank', '#[ ] a\n- [ ] b', ['b']],
    ['an unclosed fence', '```\n- [ ] a\n', []],
    ['a fence inside an item that ends with it', '- a\n  ```\n  - [ ] no\n- [ ] yes', ['yes']],
    ['a shorter fence inside', '````\n```\n- [ ] no\n````\n- [ ] yes', ['yes']],
    ['a fence with a back quote after it', '``` a`\n- [ ] yes', ['yes']],
    ['a script', '<script>\n\n- [ ] no\n\n</SCRIPT>\n- [ ] yes', ['yes']],
    ['a processing instruction', '<?php\n\n- [ ] no ?>\n- [ ] yes', ['yes']],
    ['a declaration', '<!DOCTYPE\n- [ ] no\n>\n- [ ] yes', ['yes']],
    ['character data', '<![CDATA[\n\n- [ ] no\n]]>\n- [ ] yes', ['yes']],
    ['a tag on a line of its own', '<a b c=d e = "f" g=\'h\' />\n- [ ] no\n\n- [ ] yes', ['yes']],
    ['a closing tag', '</x-y >\n- [ ] no\n\n- [ ] yes', ['yes']],
    ['a tag that goes on in text', '<b>x</b>\n- [ ] yes', ['yes']],
    [
      'tags that are none',
      '<a b=>\n- [ ] 1\n\n<a b="c>\n- [ ] 2\n\n<1>\n- [ ] 3\n\n<a =\n- [ ] 4',
      ['1', '2', '3', '4'],
    ],
    ['a tag inside a paragraph', 'text\n<x>\n- [ ] yes', ['yes']],
    ['a line across the page that could be a list', '- - -\n* * [ ] a\n_ _ _', ['a']],
    ['code that is indented behind its marker', '-     [ ] no\n-    [ ] yes', ['yes']],
    ['links that only say where they lead, over a line', '[a]: http://x\n---\n- [ ] a', ['a']],
    ['a line across the page first', '---\n- [ ] a\n---\n', ['a']],
    ['settings that never end', '---\nkey: value\n\n- [ ] a\n', ['a']],
    ['settings that end with dots', '---\nkey: value\n- [ ] no\n...\n- [ ] a\n', ['a']],
    ['ten digits', '1234567890. [ ] a\n123456789. [ ] b', []],
    ['ten digits after a blank line', '1234567890. [ ] a\n\n123456789. [ ] b', ['b']],
    ['another sign after a number', '1: [ ] a\n\n1.[ ] b', []],
    ['blank lines in a quote', '> - - [ ] a\n>\n>     - [ ] b\n\n- [ ] c', ['a', 'b', 'c']],
    ['an item that begins with two blank lines', '-\n\n  [ ] a', []],
  ])('%s', (_, text, expected) => expect(texts(text)).toEqual(expected));

  test('a task that is underlined is one still, and no section', () => {
    expect(told('- [ ] a\n  ---\n  - [ ] b')).toEqual(['1 [ ] a', '3 [ ] a > b']);
  });

  test.each([
    ['# A\n### B\n## C\n- [ ] x', ['A', 'C'], ['C']],
    ['# A\n# B #\n- [ ] x', ['B'], ['B']],
    ['## A ##\n### B#\n- [ ] x', ['A', 'B#'], ['A', 'B#']],
    ['# A\n## B\n##\n- [ ] x', ['A'], ['A']],
    ['# A\n- # B\n\n  - [ ] x', ['A', 'B'], ['B']],
    ['> # B\n\n- [ ] x', [], []],
    ['A\nB\n---\n- [ ] x', ['A B'], ['A B']],
    ['- A\n  ===\n  - [ ] x', ['A'], ['A']],
    ['# #\n- [ ] x', [], []],
  ])('the headings above it: %j', (text, path, name) => {
    expect(readMarkdown(text).items[0]?.section).toMatchObject({ path, name });
  });
});

describe('identity', () => {
  const ids = (text: string) => readMarkdown(text).items.map(({ id }) => id);

  test('says it in words where they say it all, and with a fingerprint where they do not', () => {
    const [words, none, ...others] = ids(
      '- [ ] No heading\n## Net\n- [ ] Link is up\n- [ ] Link is up!\n  - [ ] inside\n- [ ] 42\n- [ ] 🔑\n- [ ] ' +
        'long '.repeat(30),
    );
    expect([words, none]).toEqual(['no-heading', 'net--link-is-up']);
    const form = /^net--(?:link-is-up--|inside--|42--|(?:long-){7}long--|)[a-z0-9]{8}$/;
    for (const id of others) expect(id).toMatch(form);
    expect(new Set(others).size).toBe(5);
  });

  test('numbers what is equal', () => {
    expect(ids('- [ ] a\n- [x] a\n- [ ] A\n')).toEqual(['a', 'a--2', 'a--3']);
  });

  test('is the same in any letter case, in either form of accents, and however the lines are broken', () => {
    const [first] = ids('## Küche\n- [ ] Herd geprüft und sauber');
    expect(ids('## KÜCHE\r\n* [x] Herd  geprüft\r\n  und sauber')).toEqual([first]);
    expect(ids('## Küche\n- [ ] Herd geprüft und sauber'.normalize('NFD'))).toEqual([first]);
  });

  test('the title of the page is no part of it', () => {
    expect(ids('# One\n## A\n- [ ] x')).toEqual(ids('# Other\n## A\n- [ ] x'));
    expect(ids('# One\n- [ ] x')).not.toEqual(ids('# Other\n- [ ] x'));
  });

  test('tells children of different parents apart', () => {
    const [, first, , second] = ids('- [ ] api\n  - [ ] tests\n- [ ] web\n  - [ ] tests');
    expect(first).not.toBe(second);
    expect(ids('- [ ] web\n  - [ ] tests')[1]).toBe(second);
  });

  test('fits into a template and is one of a kind, whatever the page is', () => {
    fc.assert(
      fc.property(anyPage, (text) => {
        const { items } = readMarkdown(text);
        const all = items.map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        for (const id of all) expect(id).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
        for (const [index, item] of items.entries()) {
          expect(text[item.at]).toBe(item.mark);
          expect(text.slice(item.at - 1, item.at + 2)).toBe(`[${item.mark}]`);
          expect(text.slice(0, item.at).split(/\r\n|\n|\r/).length).toBe(item.line);
          expect(item.at).toBeGreaterThan(items[index - 1]?.at ?? -1);
          if (item.parent !== undefined) expect(all.indexOf(item.parent)).toBeLessThan(index);
        }
      }),
    );
  });

  const word = fc.stringMatching(/^[a-zé&!🔑]{1,12}$/u);
  const sections = fc.uniqueArray(
    fc.tuple(word, fc.uniqueArray(fc.tuple(word, fc.constantFrom(' ', 'x', '~')), { selector: ([text]) => text })),
    { selector: ([heading]) => heading, maxLength: 6 },
  );
  const page = (parts: readonly (readonly [string, readonly (readonly [string, string])[]])[]) =>
    parts.map(
      ([heading, items]) => `## ${heading}\n\n${items.map(([text, mark]) => `- [${mark}] ${text}\n`).join('')}\n`,
    );
  const named = (text: string) =>
    new Map(
      readMarkdown(text).items.map((item: MarkdownItem) => [JSON.stringify([item.section.path, item.text]), item.id]),
    );

  test('stays when sections and items move, marks change and other items come', () => {
    fc.assert(
      fc.property(sections, fc.func(fc.integer()), word, (parts, rank, text) => {
        const before = named(page(parts).join(''));
        const moved = parts
          .map(([heading, items]) => {
            const others = items.toSorted(([left], [right]) => rank(left) - rank(right));
            return [heading, [[`new ${text}`, ' '] as const, ...others.map(([each]) => [each, '~'] as const)]] as const;
          })
          .toSorted(([left], [right]) => rank(left) - rank(right));
        const after = named(`# Title\n\nText.\n\n${page(moved).join('Between.\n\n')}`);
        for (const [key, id] of before) {
          const [path, own] = JSON.parse(key);
          expect(after.get(JSON.stringify([['Title', ...path], own]))).toBe(id);
        }
      }),
    );
  });
});

describe('steps', () => {
  const shapes: Readonly<Record<string, (size: number) => string>> = {
    'one item after the other': (size) => '- [ ] an item of a list\n'.repeat(size / 24),
    'items in items on one line': (size) => `${'- '.repeat(size / 2)}[ ] a\n`,
    'items in items, then blank lines': (size) => `${'- '.repeat(size / 4)}a\n${'\n'.repeat(size / 2)}`,
    'the same in a quote': (size) => `> ${'- '.repeat(size / 6)}a\n${'> \n'.repeat(size / 6)}`,
    'the same, with blanks': (size) => `${'- '.repeat(size / 4)}a\n${' \n\n'.repeat(size / 6)}`,
    'quotes in quotes, then blank lines': (size) => `${'> '.repeat(size / 4)}a\n${'\n'.repeat(size / 2)}`,
    'text further out under deep items': (size) => `${'- '.repeat(size / 4)}a\n${'x\n'.repeat(size / 4)}`,
    'a line of blanks under deep items': (size) => `${'- '.repeat(size / 4)}a\n${' '.repeat(size / 2)}b`,
    'tabs under deep items': (size) => `${'- '.repeat(size / 4)}a\n${'\t'.repeat(size / 2)}b`,
    'signs of a heading': (size) => '#'.repeat(size),
    'lines that could be links': (size) => '[a\n'.repeat(size / 3),
    'links over underlines': (size) => '[a]: b\n===\n'.repeat(size / 11),
    'a paragraph that is underlined': (size) => `${'a\n'.repeat(size / 2)}===\n`,
    'openings of comments': (size) => '<!--'.repeat(size / 4),
    'openings of comments on lines': (size) => 'a <!--\n'.repeat(size / 7),
    'a tag that never ends': (size) => `<a${' b'.repeat(size / 2)}`,
    'a tag of blanks': (size) => `<a${' '.repeat(size)}`,
    'a value that never ends': (size) => `${'<a b="\n\n'.repeat(size / 8)}`,
    'settings that never end': (size) => `---\nkey: value\n${'---x\n'.repeat(size / 5)}`,
    'fences that are none': (size) => `${'```a`\n'.repeat(size / 6)}`,
    digits: (size) => '1'.repeat(size),
    stars: (size) => `${'* '.repeat(size / 2)}a`,
    brackets: (size) => '- [ ] ['.repeat(size / 7),
    'children of a long text': (size) => `- [ ] ${'long '.repeat(size / 10)}\n${'  - [ ] a\n'.repeat(size / 20)}`,
  };

  test.each(Object.entries(shapes))('%s: no more than some for each character', (_, make) => {
    for (const size of [1 << 12, 1 << 15, 1 << 18]) {
      const text = make(size);
      expect(readCounting(text).steps / text.length).toBeLessThan(40);
    }
  });

  test('no more for any page', () => {
    fc.assert(
      fc.property(anyPage, (text) => {
        expect(readCounting(text).steps).toBeLessThanOrEqual(40 * text.length);
      }),
    );
  });

  test.each(fixtures)('%s', (name) => {
    const text = fixture(name);
    expect(readCounting(text).steps / text.length).toBeLessThan(20);
  });
});
