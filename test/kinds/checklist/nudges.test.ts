import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent, RecordData } from '../../../src/domain/record.ts';
import { checklist } from '../../../src/kinds/checklist/index.ts';
import { nudges } from '../../../src/kinds/checklist/nudges.ts';
import { nextPoints, workers } from '../../../src/kinds/checklist/open-points.ts';
import { itemOf, listOf } from './example.ts';

const start = Date.parse('2026-11-20T09:00:00Z');
const dayMs = 86_400_000;
const at = (days: number) => new Date(start + days * dayMs).toISOString().replace('.000Z', 'Z');
const event = (action: string, days: number, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  action,
  at: at(days),
  by: 'dora@example.com',
  ...more,
});
const done = (item: string, days: number) => event('item-set', days, { item, status: 'completed' });

const reminders = { emailDays: 3, smsDays: 7, escalateDays: 10 };
const points = [itemOf('one'), itemOf('two'), itemOf('spare', { required: false })];
const list = (...history: HistoryEvent[]) => listOf(points, history, { reminders });
const due = (record: RecordData, days: number) =>
  nudges(record).filter(({ dueAt }) => Date.parse(dueAt) <= start + days * dayMs);
const levels = (record: RecordData, days: number) => due(record, days).map(({ fields }) => fields.level);

describe('a checklist that stands still', () => {
  test('is brought to mind by mail, then by short message, then put before operations', () => {
    const record = list(event('created', 0));
    expect(nudges(record)).toEqual([
      { action: 'reminded', fields: { level: 'email', since: at(0) }, dueAt: '2026-11-23T09:00:00.000Z' },
      { action: 'reminded-urgently', fields: { level: 'sms', since: at(0) }, dueAt: '2026-11-27T09:00:00.000Z' },
      { action: 'escalated', fields: { level: 'escalation', since: at(0) }, dueAt: '2026-11-30T09:00:00.000Z' },
    ]);
    expect([2.9, 3, 6.9, 7, 10].map((days) => levels(record, days).length)).toEqual([0, 1, 1, 2, 3]);
  });

  test('is left alone once it is cancelled, and told of anew once it is open again', () => {
    const cancelled = event('cancelled', 1);
    expect(levels(list(event('created', 0), cancelled), 90)).toEqual([]);
    const reopened = list(event('created', 0), cancelled, event('reopened', 20));
    expect([levels(reopened, 22), levels(reopened, 23)]).toEqual([[], ['email']]);
  });

  test('is told of each once', () => {
    const record = list(event('created', 0), event('reminded', 3));
    expect(levels(record, 9)).toEqual(['sms']);
    expect(levels(list(event('created', 0), event('reminded', 3), event('reminded-urgently', 7)), 9)).toEqual([]);
  });

  test('starts anew with whatever happens to it', () => {
    const moved = list(event('created', 0), event('reminded', 3), done('one', 4));
    expect(levels(moved, 6.9)).toEqual([]);
    expect(due(moved, 7)).toMatchObject([{ action: 'reminded', fields: { since: at(4) } }]);
  });

  test('is left alone where its template asks for nothing, or for that level only', () => {
    expect(nudges(listOf(points, [event('created', 0)]))).toEqual([]);
    const late = listOf(points, [event('created', 0)], { reminders: { smsDays: 5 } });
    expect(levels(late, 365)).toEqual(['sms']);
  });

  test('is left alone once all that is needed is done, or somebody has decided', () => {
    expect(nudges(list(event('created', 0), done('one', 1), done('two', 1)))).toEqual([]);
    const decided = event('rejected', 2, { by: 'cleo@example.com', reason: 'the mast has to be moved first' });
    expect(nudges(list(event('created', 0), decided))).toEqual([]);
    expect(nudges({ ...list(event('created', 0)), status: { state: 'open', history: [] } })).toEqual([]);
  });

  test('of no moment that can be read is left alone', () => {
    expect(nudges(list(event('created', 0, { at: '2026-11-20T23:59:60Z' })))).toEqual([]);
  });

  test('hears of each level once, and in time, whenever somebody looks and whatever happens between', () => {
    const days = { reminded: 3, 'reminded-urgently': 7, escalated: 10 };
    const step = fc.record({ hours: fc.integer({ min: 0, max: 24 * 5 }), moves: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let now = 0;
        let moved = 0;
        let history = [event('created', 0)];
        for (const { hours, moves } of steps) {
          now += hours / 24;
          if (moves) {
            history = [...history, event('item-set', now, { item: 'one', status: 'in_progress' })];
            moved = now;
          }
          const written = due(list(...history), now).map(({ action, fields }) => event(action, now, { ...fields }));
          history = [...history, ...written];
          const last = history.findLastIndex(({ action }) => action === 'item-set' || action === 'created');
          const told = history.slice(last + 1).map(({ action }) => action);
          const expected = Object.entries(days).filter(([, least]) => now - moved >= least - 1e-9);
          expect(told.toSorted()).toEqual(expected.map(([action]) => action).toSorted());
          expect(due(list(...history), now)).toEqual([]);
        }
      }),
    );
  });
});

describe('its open points', () => {
  const many = [
    itemOf('late', { after: ['first'], role: 'noc' }),
    itemOf('first', { title: { en: 'Set VLAN {vlan}', fr: 'Régler le VLAN {vlan}' } }),
    itemOf('shown', { evidence: 'image', role: 'cpi' }),
    ...['a', 'b', 'c', 'd'].map((id) => itemOf(id, { role: 'devops' })),
    itemOf('spare', { required: false, role: 'viewer' }),
  ];
  const record = listOf(
    many,
    [
      event('created', 0),
      event('assigned', 1, { item: 'first', assignee: 'rene@example.com' }),
      event('assigned', 1, { item: 'd', assignee: 'gone@example.com' }),
      done('shown', 1),
      done('d', 1),
    ],
    { parameters: { vlan: { title: { en: 'VLAN' }, default: '12' } } },
  );

  test('are named with those first that can be done now, in each language', () => {
    const { en, fr } = nextPoints(record);
    expect(en.split('\n')).toEqual([
      '2 first: Set VLAN 12',
      '3 shown: Do shown',
      '4 a: Do a',
      '5 b: Do b',
      '6 c: Do c',
      '… +1',
    ]);
    expect(fr?.split('\n')[0]).toBe('2 first: Régler le VLAN 12');
    expect(checklist.brief(record).texts).toEqual([{ key: 'openPoints', value: { en, fr } }]);
  });

  test('say who has to do something now', () => {
    expect(workers(record)).toEqual({ emails: ['rene@example.com'], roles: ['reseller', 'cpi', 'devops'] });
  });

  test('are none where it is complete', () => {
    const complete = list(event('created', 0), done('one', 1), done('two', 1));
    expect(checklist.brief(complete).texts).toEqual([]);
    expect(workers(complete)).toEqual({ emails: [], roles: [] });
  });
});
