import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeMarkdown } from '../../../../src/kinds/checklist/markdown/merge.ts';
import { readMarkdown } from '../../../../src/kinds/checklist/markdown/read.ts';
import { isSimilar } from '../../../../src/kinds/checklist/markdown/similar.ts';
import { writeMarkdown } from '../../../../src/kinds/checklist/markdown/write.ts';
import { anyPage, fixture, fixtures } from './pages.ts';

const merge = (old: string, next: string) => mergeMarkdown(readMarkdown(old), readMarkdown(next));

function told(old: string, next: string) {
  const { kept, fresh, gone } = merge(old, next);
  return {
    kept: kept.map(({ was, now, how }) => (how === 'same' ? now.text : `${was.text} -> ${now.text} (${how})`)),
    fresh: fresh.map(({ text }) => text),
    gone: gone.map(({ text }) => text),
  };
}

const section = (heading: string, ...texts: string[]) =>
  `## ${heading}\n\n${texts.map((each) => `- [ ] ${each}\n`).join('')}\n`;

describe('what stays', () => {
  test('all of it, when lines move, marks change and others come and go', () => {
    const old = section('Net', 'link is up', 'loss is low', 'firmware is new') + section('Mail', 'relay works');
    const next = `${section('Mail', 'relay works', 'bounces are read')}text\n${section('Net', 'firmware is new', 'link is up')}`;
    expect(told(old, next.replace('[ ] link', '[x] link'))).toEqual({
      kept: ['relay works', 'firmware is new', 'link is up'],
      fresh: ['bounces are read'],
      gone: ['loss is low'],
    });
  });

  test('an item with similar words between the same neighbours', () => {
    const old = section('Net', 'link is up', 'firmware is installed and new', 'cables are tested');
    const next = section('Net', 'link is up', 'Firmware installed, and is new', 'cables are tested');
    expect(told(old, next).kept).toEqual([
      'link is up',
      'firmware is installed and new -> Firmware installed, and is new (retitled)',
      'cables are tested',
    ]);
  });

  test('what is in a parent with new words', () => {
    const old = '- [ ] The service answers\n  - [ ] by day\n    - [ ] quickly\n  - [ ] by night\n- [ ] b\n';
    const next = '- [ ] The services answer\n  - [ ] by day\n    - [ ] quickly\n  - [ ] at weekends\n- [ ] b\n';
    const { kept, list, fresh, gone } = merge(old, next);
    expect(kept.map(({ how }) => how)).toEqual(['retitled', 'moved', 'moved', 'same']);
    expect(list.items[1]?.parent).toBe(kept[0]?.id);
    expect([fresh, gone].map((items) => items.map(({ text }) => text))).toEqual([['at weekends'], ['by night']]);
  });

  test('a section under a new heading, when most of it is the same', () => {
    const old = section('Network', 'link is up', 'loss is low', 'firmware is current') + section('Mail', 'relay works');
    const next =
      section('Connectivity', 'link is up', 'loss is low', 'firmware is recent') + section('Mail', 'relay works');
    expect(told(old, next).kept).toEqual([
      'link is up -> link is up (moved)',
      'loss is low -> loss is low (moved)',
      'firmware is current -> firmware is recent (retitled)',
      'relay works',
    ]);
    expect(told(section('The network', 'link is up'), section('Networks', 'link is up')).kept).toHaveLength(1);
  });
});

describe('what does not stay, in doubt', () => {
  test.each([
    ['other words', section('A', 'link is up', 'b'), section('A', 'mail arrives', 'b')],
    ['another number', section('A', 'latency is below 100 ms', 'b'), section('A', 'latency is below 150 ms', 'b')],
    ['another place', section('A', 'the link is up', 'b', 'c'), section('A', 'b', 'c', 'the links are up')],
    ['one of two', section('A', 'the link is up', 'b'), section('A', 'the links are up', 'a link is up', 'b')],
    [
      'another section',
      section('A', 'tests pass') + section('B', 'b'),
      section('A', 'a') + section('B', 'tests pass', 'b'),
    ],
    ['a section that is somewhere else', section('Front', 'tests pass'), section('Back', 'tests pass')],
    ['half a section', section('Front', 'a', 'b', 'c', 'd'), section('Back', 'a', 'b', 'e', 'f')],
    ['no letters', section('A', '🔑'), section('A', '🍳')],
  ])('%s', (_, old, next) => {
    const { kept, gone, fresh } = merge(old, next);
    expect(kept.filter(({ how }) => how !== 'same')).toEqual([]);
    expect(gone.length).toBeGreaterThan(0);
    expect(fresh.length).toBeGreaterThan(0);
  });

  test('which of two renamed sections with the same items it is', () => {
    const old = section('A', 'x', 'y') + section('B', 'x', 'y');
    expect(told(old, section('C', 'x', 'y') + section('D', 'x', 'y')).kept).toEqual([]);
  });
});

describe('ids over several merges', () => {
  test('what was retitled keeps its id, and what comes with the old text gets another', () => {
    const first = readMarkdown(section('A', 'the link is up', 'b'));
    const second = mergeMarkdown(first, readMarkdown(section('A', 'the link is up again', 'b')));
    expect(second.kept.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id));
    const text = section('A', 'the link is up again', 'b', 'the link is up');
    const third = mergeMarkdown(second.list, readMarkdown(text));
    expect(third.list.items.map(({ id }) => id)).toEqual(['a--the-link-is-up', 'a--b', 'a--the-link-is-up--2']);
    expect([...third.ids]).toEqual([
      ['a--the-link-is-up-again', 'a--the-link-is-up'],
      ['a--the-link-is-up', 'a--the-link-is-up--2'],
    ]);
    const fourth = mergeMarkdown(third.list, readMarkdown(text));
    expect(fourth.kept.map(({ how }) => how)).toEqual(['same', 'same', 'same']);
    expect(fourth.ids).toEqual(third.ids);
    expect(writeMarkdown(text, new Map([['a--the-link-is-up', 'completed']]), fourth.ids)).toBe(
      text.replace('[ ] the link is up again', '[x] the link is up again'),
    );
  });

  test('a page merged with itself changes nothing', () => {
    for (const text of fixtures.map(fixture)) {
      const { kept, fresh, gone, ids, list } = merge(text, text);
      expect([fresh, gone, [...ids]]).toEqual([[], [], []]);
      expect(kept.every(({ how }) => how === 'same')).toBe(true);
      expect(list).toEqual(readMarkdown(text));
    }
  });

  test('every item of either page is told once, and no two share an id', () => {
    fc.assert(
      fc.property(anyPage, anyPage, anyPage, (start, left, right) => {
        const [old, next] = [readMarkdown(start + left), readMarkdown(start + right)];
        const { kept, fresh, gone, list } = mergeMarkdown(old, next);
        const lines = (items: readonly { line: number }[]) => items.map(({ line }) => line).sort((a, b) => a - b);
        expect(lines([...kept.map(({ was }) => was), ...gone])).toEqual(lines(old.items));
        expect(lines([...kept.map(({ now }) => now), ...fresh])).toEqual(lines(next.items));
        const ids = list.items.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const before = new Set(old.items.map(({ id }) => id));
        for (const { id } of fresh) expect(before.has(id)).toBe(false);
        for (const { id, was } of kept) expect(id).toBe(was.id);
        for (const { parent } of list.items) if (parent !== undefined) expect(ids).toContain(parent);
      }),
    );
  });
});

test.each([
  ['', '', false],
  ['a', 'a', false],
  ['Login works', 'login works!', true],
  ['Tests for the role editor', 'Tests for the role agent', false],
  ['Port 443 is open', 'Port 80 is open', false],
  ['Prüfung bestanden', 'Prüfungen bestanden', true],
])('whether %j may be %j in new words', (left, right, expected) => {
  expect(isSimilar(left, right)).toBe(expected);
});
