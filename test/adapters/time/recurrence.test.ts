import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freezeCalendar } from '../../../src/adapters/time/index.ts';
import { Clocks, type SimplePattern } from './clocks.ts';

const day = 86_400_000;
const minute = 60_000;

/** Moments around which the clocks of a zone change, or nothing happens at all. */
const scenes: readonly [zone: string, around: string][] = [
  ['Europe/Paris', '2027-03-28T01:00:00Z'],
  ['Europe/Paris', '2026-10-25T01:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Sao_Paulo', '2019-02-17T02:00:00Z'],
  ['America/Sao_Paulo', '2026-11-21T12:00:00Z'],
  ['Asia/Jakarta', '2026-11-21T12:00:00Z'],
  ['Africa/Kinshasa', '2026-11-21T12:00:00Z'],
  ['Africa/Casablanca', '2027-02-07T02:00:00Z'],
  ['Africa/Casablanca', '2026-03-22T02:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Pacific/Apia', '2012-03-31T14:00:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['UTC', '2026-11-21T12:00:00Z'],
];

interface Field {
  text: string;
  has(value: number): boolean;
}

const every: Field = { text: '*', has: () => true };
const one = (most: number) =>
  fc.integer({ min: 0, max: most }).map((wanted): Field => ({ text: `${wanted}`, has: (value) => value === wanted }));
const step = (size: number): Field => ({ text: `*/${size}`, has: (value) => value % size === 0 });
const range = (from: number, to: number): Field => ({
  text: `${from}-${to}`,
  has: (value) => from <= value && value <= to,
});

const patterns: fc.Arbitrary<SimplePattern> = fc
  .record({
    minutes: fc.oneof(one(59), fc.constantFrom(every, step(15), step(30), range(10, 40))),
    hours: fc.oneof(one(23), fc.constantFrom(every, step(6), range(9, 17), range(0, 3))),
    days: fc.oneof(one(6), fc.constantFrom(every, range(1, 5))),
  })
  .map(({ minutes, hours, days }) => ({
    text: `${minutes.text} ${hours.text} * * ${days.text}`,
    matches: (shown) =>
      minutes.has(shown.getUTCMinutes()) && hours.has(shown.getUTCHours()) && days.has(shown.getUTCDay()),
  }));

const iso = (moment: number) => new Date(moment).toISOString().replace('.000Z', 'Z');

describe('a recurring freeze', () => {
  test.each(scenes)('in %s around %s is on when its clocks say so', (zone, around) => {
    const middle = Date.parse(around);
    const clocks = new Clocks(zone, middle - 5 * day, middle + 5 * day);
    fc.assert(
      fc.property(
        patterns,
        fc.integer({ min: 1, max: 2 * 24 * 60 }),
        fc.array(fc.integer({ min: -1500, max: 1500 }), { minLength: 3, maxLength: 8 }),
        (pattern, minutes, looks) => {
          const windows = clocks.windows(pattern, minutes);
          const freeze = {
            name: 'x',
            environments: ['prod'],
            cron: pattern.text,
            duration: `PT${minutes}M`,
            timezone: zone,
          };
          for (const look of looks) {
            const now = middle + look * minute;
            const { freezes, opensAt } = freezeCalendar.at([{ index: 0, freeze }], iso(now));
            const covering = windows.filter(({ from, to }) => from <= now && now < to);
            expect(freezes[0]?.on, `${pattern.text} for ${minutes} minutes at ${iso(now)}`).toBe(covering.length > 0);
            let free = now;
            for (let more = true; more; ) {
              const over = windows.filter(({ from, to }) => from <= free && free < to);
              free = Math.max(free, ...over.map(({ to }) => to));
              more = over.length > 0;
            }
            if (covering.length > 0 && free < middle + 4 * day) expect(opensAt).toBe(iso(free));
            if (covering.length > 0) continue;
            const next = Math.min(...windows.map(({ from }) => from).filter((from) => from > now));
            if (next < middle + 4 * day) expect(freezes[0]?.from, pattern.text).toBe(iso(next));
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});
