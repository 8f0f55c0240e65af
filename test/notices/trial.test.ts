import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../src/domain/record.ts';
import { kinds } from '../../src/kinds/index.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { draftsOf, foldBursts, isStillTheirs } from '../../src/notices/address.ts';
import { fold } from '../../src/notices/compose.ts';
import { hearersOf } from '../../src/notices/hearers.ts';
import { happeningsOf } from '../../src/notices/record-events.ts';
import { trialMessage } from '../../src/notices/test-message.ts';
import type { Texts } from '../../src/notices/texts.ts';
import { draft, withHistory } from '../domain/example.ts';
import { commit, lastOf, lineOf, policy, stories, textsIn, told } from './story.ts';

const mail = { type: 'email', url: 'smtp://mail.example.com', from: 'rgz@example.com' } as const;

test.each([
  ['en', 'A test of the channel line'],
  ['fr', 'Essai du canal line'],
] as const)('a test message says what it is, in %s', (locale, subject) => {
  const trial = { id: 'm1', by: 'ada@example.com', at: '2026-11-26T08:00:00Z', to: 'x@y.z', commit };
  const message = trialMessage(lineOf(mail, { locale }), trial);
  expect(message).toMatchObject({ id: 'm1', to: 'x@y.z', subject, tone: 'info', thread: { record: 'TEST' } });
  expect(message.events).toMatchObject([{ type: 'test', detail: { channel: 'line' } }]);
});

test('texts that leave something out say at least what happened', () => {
  const bare = { ...textsIn('en'), events: {}, because: {}, labels: {}, words: {} } as Texts;
  const line = lineOf(mail, { speech: { texts: { en: bare, fr: bare }, link: undefined } });
  for (const [type, actions] of Object.entries(stories)) {
    for (const message of draftsOf(lastOf(actions), line)) {
      expect(message.subject).toBe(`PR-2026-0001: ${type}`);
      expect(message.link).toBeUndefined();
      expect(message.facts.length).toBeGreaterThan(3);
    }
  }
  const trial = { id: 'm1', by: 'a@b.c', at: '2026-11-26T08:00:00Z', to: 'x@y.z', commit };
  expect(trialMessage(line, trial)).toMatchObject({ subject: '', footer: '' });
});

test('what the history cannot mean is not told, and a draft tells nothing', () => {
  const of = draft();
  const odd: HistoryEvent = { ...told(of, 'created'), action: 'made-up' };
  const change = { kind: promotion, path: 'p', commit, before: of, after: withHistory(of, told(of, 'created'), odd) };
  expect(happeningsOf(change).map(({ event }) => event.type)).toEqual(['request-created']);
  expect(happeningsOf({ ...change, after: of })).toEqual([]);
});

test('an emergency, a rollback, a date and what the job said are among the facts', () => {
  const plain = draft({}, { scheduledDate: '2026-12-01T08:00:00Z' });
  const of = { ...plain, spec: { ...plain.spec, emergency: true, rollbackOf: 'PR-2026-0009' } };
  const failed = told(of, 'failed', { log: 'boom', comment: 'odd', reason: 'because' });
  const [message] = draftsOf(lastOf(['created', 'approved', 'deploying', 'launched', failed], of), lineOf(mail));
  const facts = message?.facts.map(({ value }) => value);
  for (const value of ['2026-12-01T08:00:00Z', 'oui', 'PR-2026-0009', 'odd', 'because', '4711'])
    expect(facts).toContain(value);
  expect(message?.texts[0]?.value).toContain('boom');
});

test('a message that was made before still goes to who may hear all of it, and to nobody else', () => {
  const line = lineOf(mail);
  const [message] = draftsOf(lastOf(['created']), line);
  if (message === undefined) throw new Error('nothing was told');
  const of = (change: object, where = line) => isStillTheirs({ ...message, ...change }, where, kinds);
  expect(of({})).toBe(true);
  expect(of({ to: 'gone@example.com' })).toBe(false);
  expect(of({ to: 'rita@example.com' })).toBe(false);
  const strange = message.events.map((each) => ({ ...each, record: { ...each.record, kind: 'Other' } }));
  expect(of({ events: strange })).toBe(false);
  const room = lineOf({ type: 'slack', webhookVariable: 'X' });
  expect([of({ to: 'line' }, room), of({ to: 'other' }, room)]).toEqual([true, false]);
});

test('what must not be told any more is left out of a burst without another name for it', () => {
  const line = lineOf({ ...mail, telling: { digestAbove: 1 } });
  const all = ['request-created', 'request-edited'].flatMap((type) => draftsOf(lastOf(stories[type] ?? []), line));
  const path = all[0]?.events[0]?.record.path ?? '';
  expect(foldBursts(all, line, new Set([path]))).toEqual([]);
  expect(foldBursts(all.slice(0, 2), line, new Set([path]))).toEqual([]);
  expect(() => fold([], line.speech)).toThrow(RangeError);
  const calm = draftsOf(lastOf(['created', 'approved']), line);
  expect(fold([...calm, ...calm], line.speech).tone).toBe('good');
  const plain = draftsOf(lastOf(['created', 'cancelled']), line);
  expect(fold([...plain, ...plain], line.speech).tone).toBe('info');
});

test('a kind on which nobody votes has nobody to ask, and a record without a history no hands but one', () => {
  const happening = lastOf(['created']);
  const kind = { ...promotion, actions: promotion.actions.filter(({ vote }) => !vote) };
  expect(hearersOf({ ...happening, kind }, policy)).toEqual([]);
  const record = { ...happening.record, status: undefined } as never;
  const event = { ...happening.event, by: 'x@y.z' };
  expect(
    hearersOf({ ...happening, record, event }, policy, ['requester', 'deciders', 'workers']).map(
      ({ person }) => person.id,
    ),
  ).toEqual(['pierre@example.com']);
});
