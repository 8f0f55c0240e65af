import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSchema } from '../../../src/adapters/schemas/index.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { draft } from '../../domain/example.ts';

function fits(createdAt: string): boolean {
  const request = draft();
  return checkSchema('PromotionRequest', { ...request, metadata: { ...request.metadata, createdAt } }).length === 0;
}

describe('a moment', () => {
  test.each([
    '2026-11-21T08:00:00Z',
    '2026-11-21T08:00:00.123456789Z',
    '2026-11-21T08:00:00+05:30',
    '2026-11-21T08:00:00-11:00',
    '2024-02-29T23:59:59Z',
    '2000-02-29T00:00:00Z',
  ])('may be %s', (text) => {
    expect(fits(text)).toBe(true);
  });

  test.each([
    ['a leap second, which Date cannot read', '2016-12-31T23:59:60Z'],
    ['an offset of hours alone, which Date cannot read', '2026-11-21T08:00:00+01'],
    ['an offset without a colon', '2026-11-21T08:00:00+0100'],
    ['no offset', '2026-11-21T08:00:00'],
    ['a blank in the middle', '2026-11-21 08:00:00Z'],
    ['small letters', '2026-11-21t08:00:00z'],
    ['30 February', '2026-02-30T08:00:00Z'],
    ['29 February of another year', '2026-02-29T08:00:00Z'],
    ['29 February of 1900', '1900-02-29T08:00:00Z'],
    ['31 November', '2026-11-31T08:00:00Z'],
    ['month 13', '2026-13-01T08:00:00Z'],
    ['hour 24', '2026-11-21T24:00:00Z'],
    ['a date alone', '2026-11-21'],
    ['a line break after it', '2026-11-21T08:00:00Z\n'],
    ['words', 'tomorrow'],
  ])('may not have %s', (_what, text) => {
    expect(fits(text)).toBe(false);
  });

  test('that is accepted is one that Date reads as the same day', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((each) => String(each).padStart(2, '0'));
    const year = fc.integer({ min: 1890, max: 2110 }).map(String);
    fc.assert(
      fc.property(year, two(14), two(33), two(25), two(61), two(61), (y, m, d, hour, minute, second) => {
        const text = `${y}-${m}-${d}T${hour}:${minute}:${second}Z`;
        const at = new Date(text);
        const real = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === text.slice(0, 19);
        expect(fits(text)).toBe(real);
      }),
      { numRuns: 2_000 },
    );
  });

  test('that is accepted never stops a record from being placed', () => {
    const odd = fc.stringMatching(
      /^(19|20)\d\d-[01]\d-[0-3]\d[Tt ][0-2]\d:[0-5]\d:[0-6]\d(\.\d{1,3})?(Z|z|[+-]\d\d(:?\d\d)?)$/,
    );
    fc.assert(
      fc.property(odd, (createdAt) => {
        const request = draft();
        const record = { ...request, metadata: { ...request.metadata, createdAt } };
        if (fits(createdAt)) expect(promotion.recognise(promotion.place(record))?.id).toBe(record.metadata.id);
      }),
      { numRuns: 1_000 },
    );
  });
});
