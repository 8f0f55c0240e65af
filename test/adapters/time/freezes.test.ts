import { describe, expect, test } from 'vitest';
import { freezeCalendar } from '../../../src/adapters/time/index.ts';
import type { Freeze } from '../../../src/domain/freeze-gate.ts';

const freeze = (more: object): Freeze =>
  ({ name: 'x', environments: ['prod'], timezone: 'Europe/Paris', ...more }) as Freeze;

function at(now: string, ...freezes: object[]) {
  return freezeCalendar.at(
    freezes.map((each, index) => ({ index, freeze: freeze(each) })),
    now,
  );
}

/** The window that a freeze with from and to comes to. */
function span(from: string, to: string, timezone = 'Europe/Paris') {
  const { from: start, to: end } = at('1990-01-01T00:00:00Z', { from, to, timezone }).freezes[0] ?? {};
  return [start, end];
}

describe('a freeze from a time to another', () => {
  test.each([
    ['times of the zone', '2026-12-24T18:00', '2026-12-27T08:00:30', '2026-12-24T17:00:00Z', '2026-12-27T07:00:30Z'],
    ['days, from midnight to midnight', '2026-06-01', '2026-06-02', '2026-05-31T22:00:00Z', '2026-06-01T22:00:00Z'],
    ['times in UTC', '2026-12-24T18:00:00Z', '2026-12-24T20:00:00Z', '2026-12-24T18:00:00Z', '2026-12-24T20:00:00Z'],
    [
      'times with an offset',
      '2026-12-24T18:00-05:00',
      '2026-12-25T18:00+01:00',
      '2026-12-24T23:00:00Z',
      '2026-12-25T17:00:00Z',
    ],
    [
      'a start that the clocks skip: before',
      '2027-03-28T02:30',
      '2027-03-29',
      '2027-03-28T00:30:00Z',
      '2027-03-28T22:00:00Z',
    ],
    [
      'an end that the clocks skip: after',
      '2027-03-27',
      '2027-03-28T02:30',
      '2027-03-26T23:00:00Z',
      '2027-03-28T01:30:00Z',
    ],
    [
      'a start that they show twice: the first',
      '2026-10-25T02:30',
      '2026-10-26',
      '2026-10-25T00:30:00Z',
      '2026-10-25T23:00:00Z',
    ],
    [
      'an end that they show twice: the second',
      '2026-10-25',
      '2026-10-25T02:30',
      '2026-10-24T22:00:00Z',
      '2026-10-25T01:30:00Z',
    ],
  ])('is read as %s', (_what, from, to, start, end) => {
    expect(span(from, to)).toEqual([start, end]);
  });

  test('covers the midnight that a zone skips, and the day', () => {
    expect(span('2018-11-04', '2018-11-05', 'America/Sao_Paulo')).toEqual([
      '2018-11-04T02:00:00Z',
      '2018-11-05T02:00:00Z',
    ]);
    expect(span('2011-12-30', '2011-12-31', 'Pacific/Apia')).toEqual(['2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z']);
  });

  test('covers its first moment and not the one after its last', () => {
    const year = { from: '2026-12-20T00:00:00Z', to: '2027-01-02T00:00:00Z' };
    expect(at('2026-12-19T23:59:59Z', year)).toEqual({ freezes: [{ index: 0, on: false, ...year }] });
    for (const now of ['2026-12-20T00:00:00Z', '2027-01-01T23:59:59Z'])
      expect(at(now, year)).toEqual({ freezes: [{ index: 0, on: true, ...year }], opensAt: year.to });
    expect(at('2027-01-02T00:00:00Z', year)).toEqual({ freezes: [{ index: 0, on: false }] });
  });
});

describe('a recurring freeze', () => {
  const weekend = { cron: '0 18 * * 5', duration: 'PT62H' };

  test('is on from Friday evening to Monday morning, by the clocks of the zone', () => {
    expect(at('2026-11-21T12:00:00Z', weekend)).toEqual({
      freezes: [{ index: 0, on: true, from: '2026-11-20T17:00:00Z', to: '2026-11-23T07:00:00Z' }],
      opensAt: '2026-11-23T07:00:00Z',
    });
    expect(at('2026-11-23T07:00:00Z', weekend).freezes).toEqual([
      { index: 0, on: false, from: '2026-11-27T17:00:00Z', to: '2026-11-30T07:00:00Z' },
    ]);
  });

  test.each([
    ['hours by the clock', 'PT62H', '2026-10-26T06:00:00Z'],
    ['days by the calendar', 'P2DT14H', '2026-10-26T07:00:00Z'],
    ['short, the same', '2d14h', '2026-10-26T07:00:00Z'],
  ])('that lasts over a change of the clocks counts %s', (_what, duration, end) => {
    expect(at('2026-10-24T12:00:00Z', { ...weekend, duration }).opensAt).toBe(end);
  });

  test.each(['@daily', '0 0 * * *', '0 0 0 * * *', ' 0  0 * * * '])('may be written %s', (cron) => {
    expect(at('2026-11-20T23:30:00Z', { cron, duration: '1h' }).freezes[0]?.on).toBe(true);
    expect(at('2026-11-21T00:00:00Z', { cron, duration: '1h' }).freezes[0]?.on).toBe(false);
  });

  test('without any end in sight says no end', () => {
    const always = { cron: '0 0 * * *', duration: 'P1DT1H' };
    expect(at('2026-11-21T12:00:00Z', always)).toEqual({
      freezes: [{ index: 0, on: true, from: '2026-11-20T23:00:00Z' }],
    });
    expect(at('2026-11-21T12:00:00Z', always, { from: '2026-11-01', to: '2026-12-01' }).opensAt).toBeUndefined();
  });

  test('that comes no more is off', () => {
    expect(at('2026-11-21T12:00:00Z', { cron: '0 0 0 1 1 * 2026', duration: '1h' })).toEqual({
      freezes: [{ index: 0, on: false }],
    });
  });
});

describe('several freezes', () => {
  test('open when none of them is on any more, whether they overlap, meet or follow each other', () => {
    const facts = at(
      '2026-11-21T12:00:00Z',
      { cron: '0 18 * * 5', duration: 'PT62H' },
      { from: '2026-11-23T08:00', to: '2026-11-23T12:00' },
      { from: '2026-11-23T11:00', to: '2026-11-24' },
      { from: '2026-11-24T00:00:01', to: '2026-11-25' },
    );
    expect(facts.freezes.map(({ on }) => on)).toEqual([true, false, false, false]);
    expect(facts.opensAt).toBe('2026-11-23T23:00:00Z');
  });

  test('open at no time that can be told while one of them cannot be read', () => {
    const facts = at(
      '2026-11-21T12:00:00Z',
      { from: '2026-11-20', to: '2026-11-22' },
      { cron: 'nope', duration: '1h' },
    );
    expect(facts.opensAt).toBeUndefined();
    expect(facts.freezes[1]).toMatchObject({ on: true, problem: expect.stringContaining('cron: "nope"') });
  });
});

describe('what is wrong with a freeze', () => {
  test.each<[string, object, string, string]>([
    [
      'no zone',
      { timezone: 'Mars/Phobos', from: '2026-12-01', to: '2026-12-02' },
      'timezone',
      'there is no time zone "Mars/Phobos"',
    ],
    ['an offset for a zone', { timezone: '+01:00', from: '2026-12-01', to: '2026-12-02' }, 'timezone', 'Europe/Paris'],
    [
      'a time for a zone',
      { timezone: '2026-01-01T00:00[UTC]', from: '2026-12-01', to: '2026-12-02' },
      'timezone',
      'no time zone',
    ],
    ['words for a time', { from: 'christmas', to: '2026-12-02' }, 'from', '"christmas" is no date or time'],
    ['a day that never was', { from: '2026-02-30', to: '2026-12-02' }, 'from', '"2026-02-30" is no date'],
    ['an hour that never was', { from: '2026-02-01', to: '2026-02-01T25:00' }, 'to', '"2026-02-01T25:00" is no date'],
    ['an end before its start', { from: '2026-12-02', to: '2026-12-01' }, 'to', 'not after 2026-12-02'],
    ['an end at its start', { from: '2026-12-02', to: '2026-12-02' }, 'to', 'not after 2026-12-02'],
    ['words for a pattern', { cron: 'every day', duration: '1h' }, 'cron', '"every day" is no cron pattern'],
    ['a minute that is none', { cron: '61 * * * *', duration: '1h' }, 'cron', '(Invalid value for minute: 61)'],
    ['a time for a pattern', { cron: '2026-12-01T00:00:00', duration: '1h' }, 'cron', 'no cron pattern'],
    ['a pattern that never comes', { cron: '0 0 30 2 *', duration: '1h' }, 'cron', 'names no moment that ever comes'],
    ['words for a duration', { cron: '@daily', duration: 'long' }, 'duration', '"long" is no duration'],
    ['no duration at all', { cron: '@daily', duration: 'PT0S' }, 'duration', 'is no length of time'],
    ['a duration backwards', { cron: '@daily', duration: '-PT1H' }, 'duration', 'is no length of time'],
    ['a duration without end', { cron: '@daily', duration: '400d' }, 'duration', 'is longer than a year'],
    ['a duration too short', { cron: '@daily', duration: 'PT0.01S' }, 'duration', 'is less than a second'],
  ])('%s', (_what, more, field, words) => {
    expect(freezeCalendar.problemsOf(freeze(more))).toEqual([{ field, message: expect.stringContaining(words) }]);
    expect(at('2026-11-21T12:00:00Z', more).freezes).toEqual([{ index: 0, on: true, problem: expect.any(String) }]);
  });

  test('is told all at once', () => {
    expect(freezeCalendar.problemsOf(freeze({ cron: 'x', duration: 'y' })).map(({ field }) => field)).toEqual([
      'cron',
      'duration',
    ]);
    expect(freezeCalendar.problemsOf(freeze({ from: 'x', to: 'y' })).map(({ field }) => field)).toEqual(['from', 'to']);
  });

  test('is nothing', () => {
    expect(freezeCalendar.problemsOf(freeze({ cron: '@weekly', duration: 'PT1H' }))).toEqual([]);
  });
});
