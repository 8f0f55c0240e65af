import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import { newCursor } from '../../src/notices/cursor.ts';
import { readCursor } from '../../src/notices/read-cursor.ts';

const commit = 'c0ffee'.padEnd(40, '0');
const at = '2026-11-21T12:00:00Z';
const owed = { events: [{ id: `${commit}.PR-2026-0001.0`, path: 'a' }], to: 'a@b.c', since: at, tries: 0, reason: '' };
const whole = {
  ...newCursor(commit, 0),
  batch: { to: commit, by: commit, except: ['a'], sent: ['x'] },
  again: { dueAt: at, by: commit, except: [] },
  holder: { controller: 'c', instance: 'i', until: at },
  trouble: { reason: 'away', since: at, tries: 1, notBefore: at },
  late: [{ ...owed, notBefore: at, letter: 'x', person: 'p@b.c' }],
  dead: [{ ...owed, id: 'x', at }],
  marks: [['PR-2026-0001', 'm']],
  lastAt: at,
};

describe('the place of a channel', () => {
  test('is read as it was written, with much and with little in it', () => {
    for (const cursor of [whole, newCursor(commit, 0)]) {
      const data = JSON.parse(JSON.stringify(cursor)) as Json;
      expect(readCursor(data)).toEqual(cursor);
    }
  });

  test.each<[string, object]>([
    ['a late message of nothing', { late: [{}] }],
    ['a late message without an event', { late: [{ ...whole.late[0], events: [] }] }],
    ['a late message that waits for no moment', { late: [{ ...whole.late[0], notBefore: 'soon' }] }],
    ['a dead letter without events', { dead: [{ id: 'x', to: 'a@b.c' }] }],
    ['a dead letter without a moment', { dead: [{ ...whole.dead[0], at: null }] }],
    ['no commit that it came to', { done: 'main' }],
    ['a batch up to nowhere', { batch: { to: '', by: commit, sent: [] } }],
    ['a batch of which it is not known what was sent', { batch: { to: commit, by: commit } }],
    ['a trouble without end', { trouble: { ...whole.trouble, notBefore: 'never' } }],
    ['a holder for ever', { holder: { controller: 'c', instance: 'i', until: 'ever' } }],
    ['marks of something else', { marks: ['PR-2026-0001'] }],
    ['a count that is none', { delivered: -1 }],
    ['another format', { format: 2 }],
    ['no beginning', { from: '' }],
  ])('is none that rgz wrote with %s', (_, change) => {
    expect(readCursor(JSON.parse(JSON.stringify({ ...whole, ...change })))).toBeUndefined();
  });
});
