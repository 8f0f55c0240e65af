import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../../src/kinds/checklist/markdown/read.ts';
import { writeMarkdown } from '../../../../src/kinds/checklist/markdown/write.ts';
import type { ItemStatus } from '../../../../src/kinds/checklist/view.ts';
import { anyPage, fixture, fixtures } from './pages.ts';

const statusesOf = (text: string) => new Map(readMarkdown(text).items.map(({ id, status }) => [id, status]));
const all: readonly ItemStatus[] = ['not_started', 'in_progress', 'partial', 'completed', 'blocked', 'not_applicable'];
const withTask = fc
  .tuple(anyPage, anyPage)
  .map(([before, after]) => `${before}\n\n- [ ] a task\n${after}`)
  .filter((text) => readMarkdown(text).items.length > 0);

test.each(fixtures)('%s comes back byte for byte', (name) => {
  const text = fixture(name);
  expect(writeMarkdown(text, statusesOf(text))).toBe(text);
  expect(writeMarkdown(text, new Map())).toBe(text);
});

test('any page comes back as it was when every status is the one it has', () => {
  fc.assert(
    fc.property(anyPage, (text) => {
      expect(writeMarkdown(text, statusesOf(text))).toBe(text);
    }),
  );
});

test('one status that is another changes one character', () => {
  fc.assert(
    fc.property(withTask, fc.nat(), fc.constantFrom(...all), (text, pick, status) => {
      const { items } = readMarkdown(text);
      const item = items[pick % items.length];
      if (item === undefined) return;
      const written = writeMarkdown(text, new Map([[item.id, status]]));
      expect(written.length).toBe(text.length);
      const differs = [...Array(text.length).keys()].filter((at) => text[at] !== written[at]);
      const mark = { completed: 'x', in_progress: '~', partial: '~', not_started: ' ', blocked: ' ' };
      const wanted = status === 'not_applicable' ? item.mark : mark[status];
      expect(differs).toEqual(wanted === item.mark.toLowerCase() || wanted === item.mark ? [] : [item.at]);
      if (differs.length > 0) expect(written[item.at]).toBe(wanted);
    }),
  );
});

test('every status at once: other items stay, and nothing reads as done that is not', () => {
  fc.assert(
    fc.property(withTask, fc.infiniteStream(fc.constantFrom(...all)), (text, stream) => {
      const before = readMarkdown(text).items;
      const wanted = new Map(before.map(({ id }) => [id, stream.next().value]));
      const after = readMarkdown(writeMarkdown(text, wanted)).items;
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      for (const [index, { id, status }] of after.entries()) {
        if (status !== 'completed') continue;
        const same = wanted.get(id) === 'not_applicable' && before[index]?.status === 'completed';
        expect(same || wanted.get(id) === 'completed').toBe(true);
      }
    }),
  );
});

describe('what a mark says', () => {
  const page = '- [X] a\n- [~] b\n- [ ] c\n';
  test.each([
    ['completed', '- [X] a\n- [x] b\n- [x] c\n'],
    ['partial', '- [~] a\n- [~] b\n- [~] c\n'],
    ['in_progress', '- [~] a\n- [~] b\n- [~] c\n'],
    ['not_started', '- [ ] a\n- [ ] b\n- [ ] c\n'],
    ['blocked', '- [ ] a\n- [ ] b\n- [ ] c\n'],
    ['not_applicable', page],
  ] as const)('%s', (status, expected) => {
    expect(writeMarkdown(page, new Map(['a', 'b', 'c'].map((id) => [id, status])))).toBe(expected);
  });

  test('ids that were kept lead to their items', () => {
    expect(writeMarkdown('- [ ] new\n- [ ] other\n', new Map([['old', 'completed']]), new Map([['new', 'old']]))).toBe(
      '- [x] new\n- [ ] other\n',
    );
  });
});
