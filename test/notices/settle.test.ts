import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/domain/notice.ts';
import { type Cursor, newCursor } from '../../src/notices/cursor.ts';
import { type Job, putOff, quietHours, settle } from '../../src/notices/settle.ts';

const [evening, morning] = ['2026-11-21T22:00:00Z', '2026-11-22T07:00:00Z'];

function jobOf(event: string, to = 'a@b.c'): Job {
  const message = { id: `${event} ${to}`, to, events: [{ id: event, record: { path: event } }] } as unknown as Message;
  const owed = { events: [{ id: event, path: event }], to, since: evening, tries: 0, reason: '' };
  return { message, owed, pieces: new Set() };
}

const put = (cursor: Cursor, job: Job, notBefore = morning) => putOff(cursor, job, quietHours, notBefore);

describe('what waits', () => {
  test('for one morning and one person is one entry, in its order', () => {
    let cursor = newCursor('c', 0);
    for (const event of ['x', 'y', 'z']) cursor = put(put(cursor, jobOf(event)), jobOf(event, 'd@e.f'));
    expect(cursor.late.map(({ to, events }) => [to, events.map(({ id }) => id).join('')])).toEqual([
      ['a@b.c', 'xyz'],
      ['d@e.f', 'xyz'],
    ]);
    expect(put(cursor, jobOf('w'), '2026-11-23T07:00:00Z').late).toHaveLength(3);
  });

  test('counts from its first try', () => {
    const later = { kind: 'later', reason: 'full', notBefore: morning, dead: false } as const;
    const { late } = settle(newCursor('c', 0), jobOf('x'), later, morning);
    expect(late).toMatchObject([{ since: morning, tries: 1 }]);
  });
});
