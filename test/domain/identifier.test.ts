import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIdentifier, freeIdentifier, nextIdentifier, parseIdentifier } from '../../src/domain/identifier.ts';

const prefix = fc.constantFrom('PR', 'OB', 'CL');
const year = fc.integer({ min: 2000, max: 2099 }).map(String);
const number = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 999_999_998 }));
const identifier = fc.record({ prefix, year, number });

describe('an id', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(identifier, (id) => {
        expect(parseIdentifier(formatIdentifier(id))).toEqual(id);
      }),
    );
  });

  test('has at least four digits, and no more than it needs', () => {
    fc.assert(
      fc.property(identifier, (id) => {
        const digits = formatIdentifier(id).split('-')[2] ?? '';
        expect(digits).toHaveLength(Math.max(4, String(id.number).length));
        expect(Number(digits)).toBe(id.number);
      }),
    );
  });

  test.each(['PR-2026-0003', 'pr-2026-0003', '  PR-2026-0003\n'])('%j is one', (text) => {
    expect(parseIdentifier(text)).toEqual({ prefix: 'PR', year: '2026', number: 3 });
  });

  test.each([
    '',
    'PR-2026-3',
    'PR-2026-00003',
    'PR-26-0003',
    'P-2026-0003',
    'PRX-2026-0003',
    'PR-2026-0003.yaml',
    'PR-2026-1234567890',
    'PR-2026-٠٠٠٣',
    'PR–2026–0003',
    'PR-2026-0003\nPR-2026-0004',
    'requests/prod/2026/11/PR-2026-0003.yaml',
  ])('%j is none', (text) => {
    expect(parseIdentifier(text)).toBeUndefined();
  });

  test('has one spelling for one number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(PR|OB)-20\d\d-\d{3,10}$/), (text) => {
        const read = parseIdentifier(text);
        expect(read === undefined ? text : formatIdentifier(read)).toBe(text);
      }),
    );
  });
});

describe('the next id', () => {
  test('begins with one', () => {
    expect(nextIdentifier('PR', '2026', [])).toBe('PR-2026-0001');
  });

  test('grows past four digits', () => {
    expect(nextIdentifier('PR', '2026', ['PR-2026-9999'])).toBe('PR-2026-10000');
    expect(nextIdentifier('PR', '2026', ['PR-2026-10000', 'PR-2026-9999'])).toBe('PR-2026-10001');
  });

  test('never fills a gap', () => {
    expect(nextIdentifier('PR', '2026', ['PR-2026-0007'])).toBe('PR-2026-0008');
  });

  test('is above every id of its prefix and year, in any order, and looks at no other', () => {
    fc.assert(
      fc.property(fc.array(identifier), prefix, year, (used, ours, then) => {
        const next = nextIdentifier(ours, then, used.map(formatIdentifier));
        const same = used.filter((id) => id.prefix === ours && id.year === then);
        const highest = Math.max(0, ...same.map((id) => id.number));
        expect(next).toBe(formatIdentifier({ prefix: ours, year: then, number: highest + 1 }));
        expect(used.map(formatIdentifier)).not.toContain(next);
        expect(nextIdentifier(ours, then, used.toReversed().map(formatIdentifier))).toBe(next);
      }),
    );
  });

  test('is a new one each time', () => {
    fc.assert(
      fc.property(fc.array(identifier, { maxLength: 5 }), fc.integer({ min: 1, max: 30 }), (used, times) => {
        const taken = used.map(formatIdentifier);
        for (let time = 0; time < times; time += 1) taken.push(nextIdentifier('PR', '2026', taken));
        expect(new Set(taken.slice(used.length)).size).toBe(times);
      }),
    );
  });

  test('is not misled by files that are no records', () => {
    expect(nextIdentifier('PR', '2026', ['README.md', 'PR-2026-', 'PR-2026-0002', 'PR-2026-00009'])).toBe(
      'PR-2026-0003',
    );
  });
});

test('where the last number is taken, the lowest free one is next', () => {
  expect(freeIdentifier('PR', '2026', [])).toBe('PR-2026-0001');
  const used = ['PR-2026-999999999', 'PR-2026-0001', 'PR-2025-0002', 'PR-2026-0003', 'OB-2026-0002'];
  expect(parseIdentifier(nextIdentifier('PR', '2026', used))).toBeUndefined();
  expect(freeIdentifier('PR', '2026', used)).toBe('PR-2026-0002');
});
