import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../src/domain/record.ts';
import { type Telling, toldEvents } from '../../src/domain/told-events.ts';

const event = (action: string, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  action,
  at: '2026-01-01T00:00:00Z',
  by: `${action}@example.com`,
  ...more,
});

/** A version that a commit of the same name made. */
function telling(commit: string, sources: readonly string[], history: readonly HistoryEvent[] | undefined): Telling {
  return {
    commit,
    blob: commit,
    at: 0,
    author: `${commit}@example.com`,
    committer: `${commit}@example.com`,
    coAuthors: [],
    key: undefined,
    signature: 'none',
    digest: undefined,
    changedSpec: false,
    events: history?.length ?? 0,
    sources,
    history,
  };
}

/** Each event in a few words: what it is, from which commit, and what became of it. */
function told(...trail: readonly Telling[]): string[] {
  return toldEvents(trail).map(({ event: { action }, from, altered, dropped }) =>
    [action, from.commit, altered && `altered ${altered.commit}`, dropped && `dropped ${dropped.commit}`]
      .filter(Boolean)
      .join(' '),
  );
}

const [a, b, c] = [event('a'), event('b'), event('c')];
const first = telling('one', [], [a]);

test('an event is of the commit in which it came', () => {
  expect(told(first, telling('two', ['one'], [a, b]), telling('three', ['two'], [a, b, c]))).toEqual([
    'a one',
    'b two',
    'c three',
  ]);
  expect(toldEvents([first, telling('two', ['one'], [b, a])]).map(({ index }) => index)).toEqual([1, 0]);
});

test.each<[string, HistoryEvent, string[]]>([
  ['other words', event('a', { comment: 'x' }), ['a one altered two']],
  ['another name', event('a', { by: 'x@example.com' }), ['a one altered two']],
  ['another time', event('a', { at: '2027-01-01T00:00:00Z' }), ['a one altered two']],
  ['another action', event('b', { by: a.by }), ['b one altered two']],
  ['nothing of what it said', b, ['a one dropped two', 'b two']],
])('%s in its place', (_what, now, expected) => {
  expect(told(first, telling('two', ['one'], [now])).toSorted()).toEqual(expected);
  expect(told(first, telling('two', ['one'], [now]), telling('three', ['two'], [now, c])).toSorted()).toEqual(
    [...expected, 'c three'].toSorted(),
  );
  expect(told(first, telling('two', ['one'], [now]), telling('three', ['two'], [a]))).toContain('a one');
});

test('the commit counts that made it say what it says', () => {
  const x = event('a', { comment: 'x' });
  const y = event('a', { comment: 'y' });
  const two = telling('two', ['one'], [x]);
  expect(told(first, two, telling('three', ['two'], [x, b]))).toEqual(['a one altered two', 'b three']);
  expect(told(first, two, telling('three', ['two'], [y]))).toEqual(['a one altered three']);
});

test('a version that cannot be read says nothing', () => {
  expect(told(first, telling('two', ['one'], undefined), telling('three', ['two'], [a, b]))).toEqual([
    'a one',
    'b three',
  ]);
});

test('a merge that mixes has what either side said, and what it alters is of its own', () => {
  const sides = [first, telling('left', ['one'], [a, b]), telling('right', ['one'], [a, c])];
  expect(told(...sides, telling('merge', ['left', 'right'], [a, b, c]))).toEqual(['a one', 'b left', 'c right']);
  const forged = event('c', { comment: 'x' });
  expect(told(...sides, telling('merge', ['left', 'right'], [a, b, forged]))).toEqual([
    'a one',
    'b left',
    'c right altered merge',
  ]);
  expect(told(...sides, telling('merge', ['left', 'right'], [a, c]))).toEqual([
    'a one',
    'b left dropped merge',
    'c right',
  ]);
});

test('an event that is there twice came twice', () => {
  expect(told(first, telling('two', ['one'], [a, a]))).toEqual(['a one', 'a two']);
});
