import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../../src/kinds/checklist/markdown/read.ts';
import { toTemplateItems } from '../../../../src/kinds/checklist/markdown/template-items.ts';
import { titleOf } from '../../../../src/kinds/checklist/markdown/title.ts';
import { hostile } from '../../../kit/messages.ts';
import { anyPage, fixture } from './pages.ts';

const items = (text: string) => toTemplateItems(readMarkdown(text));

test('one category for each section, in order, and what is critical', () => {
  const categories = items(fixture('production.md'));
  expect(categories.map(({ id, title, items }) => [id, title.en, items.length])).toEqual([
    ['critical-before-launch', 'Critical before launch', 6],
    [expect.stringMatching(/^sign-in-and-accounts--/), 'Sign-in and accounts', 6],
    ['roles', 'Roles', 3],
    ['orders', 'Orders', 3],
    ['running-it', 'Running it', 3],
  ]);
  expect(categories.flatMap((each) => each.items).filter(({ critical }) => critical === true)).toHaveLength(6);
  expect(categories[4]?.items[2]).toEqual({
    id: 'running-it--a-way-back-is-written-down',
    title: { en: 'A way back is written down' },
  });
});

test('links become help, comments go, and an item says what it is in', () => {
  const [before] = items(fixture('issue-template.md'));
  expect(before?.items.slice(0, 3)).toMatchObject([
    { title: { en: 'Version bumped' } },
    { title: { en: 'Changes are written down, see [notes][n]' }, help: { en: 'https://example.com/changes' } },
    { title: { en: 'Changes are written down, see [notes][n] › for users' } },
  ]);
});

test.each([
  ['## Critical\n- [ ] a', true],
  ['# Critical things\n## Net\n- [ ] a', true],
  ['# Critical things\n## Non-critical\n- [ ] a', undefined],
  ['## Not critical\n- [ ] a', undefined],
  ['## Criticality\n- [ ] a', undefined],
  ['## Not critical\n### CRITICAL\n- [ ] a', true],
  ['- [ ] critical', undefined],
])('%j', (text, critical) => expect(items(text)[0]?.items[0]?.critical).toBe(critical));

test('sections with one name are one, and those below another are told apart', () => {
  const text = '- [ ] a\n## Net\n- [ ] b\n## General\n- [ ] c\n## Net\n- [ ] d\n### Deep\n- [ ] e\n## 🔑\n- [ ] f\n';
  expect(items(text).map(({ id, title, items }) => [id, title.en, items.map((each) => each.title.en)])).toEqual([
    ['general', 'General', ['a']],
    ['net', 'Net', ['b', 'd']],
    ['general--2', 'General', ['c']],
    [expect.stringMatching(/^deep--[a-z0-9]{8}$/), 'Net / Deep', ['e']],
    [expect.stringMatching(/^[a-z0-9]{8}$/), '🔑', ['f']],
  ]);
});

test('whatever the page is, texts fit and are plain, and ids are slugs of their own', () => {
  const slug = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  const judge = (text: string) => {
    const categories = items(text);
    const ids = [categories, categories.flatMap((each) => each.items)].map((all) => all.map(({ id }) => id));
    for (const list of ids) {
      expect(new Set(list).size).toBe(list.length);
      for (const id of list) expect(id).toMatch(slug);
    }
    for (const { title, help } of categories.flatMap((each) => [{ title: each.title, help: undefined }, ...each.items]))
      for (const each of [title.en, help?.en ?? 'none']) {
        expect(each.length).toBeGreaterThan(0);
        expect(each.length).toBeLessThanOrEqual(500);
        expect(each).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(each.isWellFormed()).toBe(true);
      }
  };
  fc.assert(fc.property(anyPage, judge));
  for (const text of [`## ${hostile}\n- [ ] ${hostile}`, `- [ ] ${'🔑'.repeat(400)}`, `- [ ] a${'🔑'.repeat(400)}`])
    judge(text);
  judge(
    `- [ ] \u202e\u200b\n  - [ ] <!-- -->\n  - [ ] [](<x>)\n- [ ] ${'long '.repeat(90)}\n  - [ ] ${'deep '.repeat(90)}`,
  );
});

describe('titles', () => {
  test.each([
    ['a <!-- b --> c <!-- d -->e', 'a c e'],
    ['a <!-- b', 'a <!-- b'],
    ['![p](https://x/p.png) [t](<x>)', 'p [t](<x>)'],
    ['see <https://example.com/a>', 'see https://example.com/a'],
    ['**Do** it **now', 'Do it **now'],
    ['snake\\_case \\[x\\]', 'snake_case [x]'],
    ['`a\\_b`', '`a\\_b`'],
  ])('%j', (text, title) => expect(titleOf(text).title).toBe(title));
});
