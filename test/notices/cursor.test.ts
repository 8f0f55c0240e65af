import { describe, expect, test } from 'vitest';
import {
  advanced,
  type Dead,
  isFull,
  isTaken,
  markOf,
  newCursor,
  released,
  revived,
  withDelivered,
  withoutLetters,
  withSent,
  withVoid,
} from '../../src/notices/cursor.ts';

const now = '2026-11-26T08:00:00.000Z';
const cursor = newCursor('a'.repeat(40), Date.parse(now));
const dead: Dead = {
  id: 'm1',
  events: [{ id: 'x', path: 'p' }],
  to: 'a@b.c',
  since: now,
  tries: 3,
  reason: 'no',
  at: now,
};
const self = { controller: 'one', instance: 'a' };
const other = { controller: 'two', instance: 'b', until: '2026-11-26T09:00:00.000Z' };

describe('the place of a channel', () => {
  test('begins with the last day', () => {
    expect(cursor).toMatchObject({ done: 'a'.repeat(40), from: '2026-11-25T08:00:00.000Z', late: [], dead: [] });
  });

  test('is taken by another until its time is over, and never by oneself', () => {
    expect(isTaken(cursor, self, now)).toBe(false);
    expect(isTaken({ ...cursor, holder: other }, self, now)).toBe(true);
    expect(isTaken({ ...cursor, holder: { ...other, ...self } }, self, now)).toBe(false);
    expect(isTaken({ ...cursor, holder: other }, self, '2026-11-26T09:00:01.000Z')).toBe(false);
    expect(released({ ...cursor, holder: other }).holder).toBeUndefined();
  });

  test('moves to the end of its batch, and nowhere without one', () => {
    const batch = { to: 'b', by: 'c', sent: [], except: [] };
    expect(advanced({ ...cursor, batch }).done).toBe('b');
    expect(advanced(cursor).done).toBe(cursor.done);
    expect(withSent(cursor, 'm')).toBe(cursor);
    expect(withSent({ ...cursor, batch }, 'm').batch?.sent).toEqual(['m']);
  });

  test('remembers what the channel answered with, by record', () => {
    const marked = withDelivered(withDelivered(cursor, 'PR-1', '1.0', now), 'PR-1', '2.0', now);
    expect([markOf(marked, 'PR-1'), markOf(marked, 'PR-2'), marked.delivered]).toEqual(['2.0', undefined, 2]);
    expect(markOf(withDelivered(marked, 'PR-1', undefined, now), 'PR-1')).toBe('2.0');
  });
});

describe('dead letters', () => {
  const with2 = { ...cursor, dead: [dead, { ...dead, id: 'm2' }] };

  test('are put up again, dropped, and never too many', () => {
    const back = revived(with2, new Set(['m1']), now);
    expect(back.dead.map(({ id }) => id)).toEqual(['m2']);
    expect(back.late).toMatchObject([{ letter: 'm1', tries: 0, notBefore: now }]);
    expect(withoutLetters(with2, new Set(['m2'])).dead.map(({ id }) => id)).toEqual(['m1']);
    expect(isFull(with2)).toBe(false);
    expect(isFull({ ...cursor, dead: Array(1000).fill(dead) })).toBe(true);
  });

  test('that nobody is to hear any more are dead again, and what nobody asked for is gone', () => {
    const back = revived(with2, new Set(['m1', 'm2']), now);
    const [asked] = back.late;
    const plain = { ...asked, letter: undefined } as never;
    const after = withVoid({ ...back, late: [...back.late, plain] }, [asked as never, plain], 'nobody', now);
    expect(after.dead).toMatchObject([{ id: 'm1', reason: 'nobody' }]);
    expect(after.late).toMatchObject([{ letter: 'm2' }]);
  });
});
