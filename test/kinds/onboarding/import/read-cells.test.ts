import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../../src/domain/notice.ts';
import { readDate } from '../../../../src/kinds/onboarding/import/read-date.ts';
import { readAmount, readCount } from '../../../../src/kinds/onboarding/import/read-number.ts';
import { readCode, readText } from '../../../../src/kinds/onboarding/import/read-text.ts';
import type { Reading } from '../../../../src/kinds/onboarding/import/reading.ts';
import { cell, day, type Short } from './workbook.ts';

/** The value, or the code of what is wrong with the cell. */
const told = <Value>(reading: Reading<Value>): Value | string =>
  'fault' in reading ? reading.fault.code : reading.value;
const notes = <Value>(reading: Reading<Value>) =>
  'fault' in reading ? [] : (reading.notes ?? []).map(({ code }) => code);

describe('an amount', () => {
  test.each<[Short, number | string]>([
    [5000, 500_000],
    [5000.5, 500_050],
    [0.07, 7],
    [19.99, 1999],
    [0.1 + 0.2, 30],
    [1.005, 'amount.decimals'],
    [-3, -300],
    [-0, 0],
    [99_999_999, 9_999_999_900],
    [99_999_999.99, 9_999_999_999],
    [100_000_000, 'amount.too-large'],
    [1e21, 'amount.too-large'],
    [1e-7, 'amount.decimals'],
    [Number.NaN, 'number.unreadable'],
    [Number.POSITIVE_INFINITY, 'number.unreadable'],
    ['5000', 500_000],
    ['5 000', 500_000],
    ['5\u00a0000', 500_000],
    ['5\u202f000,50', 500_050],
    ['5 000,50', 500_050],
    ['1,234.50', 123_450],
    ['1.234,50', 123_450],
    ['1,234,567', 123_456_700],
    ['1.234.567', 123_456_700],
    ['1,234,567.8', 123_456_780],
    ['12,5', 1250],
    ['12.5', 1250],
    ['0,5', 50],
    ['1234,5', 123_450],
    ['007', 700],
    ['-12,5', -1250],
    ['\u221212', -1200],
    ['+12', 1200],
    ['-0', 0],
    ['5 000 FCFA', 500_000],
    ['5000F', 500_000],
    ['5000 F CFA', 500_000],
    ['5 000 xof', 500_000],
    ['12,50 €', 1250],
    ['€ 12.50', 1250],
    ['FCFA 500', 50_000],
    ['1,234', 'number.ambiguous'],
    ['1.234', 'number.ambiguous'],
    ['12,345 FCFA', 'number.ambiguous'],
    ['-1,234', 'number.ambiguous'],
    ['0,125', 'amount.decimals'],
    ['1234,567', 'amount.decimals'],
    ['12,500', 'number.ambiguous'],
    ['1 23', 'number.unreadable'],
    ['1,23,456', 'number.unreadable'],
    ['1.234,567,8', 'number.unreadable'],
    ['1,2,3', 'number.unreadable'],
    ['12-', 'number.unreadable'],
    ['--1', 'number.unreadable'],
    ['1e3', 'number.unreadable'],
    ['0x10', 'number.unreadable'],
    ['١٢', 'number.unreadable'],
    ['douze', 'number.unreadable'],
    ['FCFA', 'number.unreadable'],
    ['20 %', 'number.unreadable'],
    ['$12', 'number.unreadable'],
    ['9'.repeat(41), 'number.unreadable'],
    ['9'.repeat(40), 'amount.too-large'],
    [day('2026-01-02'), 'cell.date'],
    [true, 'cell.boolean'],
    ['#N/A', 'cell.fault'],
    [undefined, 'cell.empty'],
  ])('%j is %j', (short, expected) => expect(told(readAmount(cell(short)))).toBe(expected));

  test('of a formula that was never worked out is refused', () => {
    expect(told(readAmount({ kind: 'fault', text: '', formula: true }))).toBe('cell.not-worked-out');
  });

  test('in text is remarked, and so is a currency', () => {
    expect(notes(readAmount(cell('5 000')))).toEqual(['number.as-text']);
    expect(notes(readAmount(cell('5 000 F')))).toEqual(['number.as-text', 'amount.currency']);
    expect(notes(readAmount(cell(5000)))).toEqual([]);
  });
});

describe('a count', () => {
  test.each<[Short, number | string]>([
    [12, 12],
    [0, 0],
    [-1, -1],
    [1.5, 'count.not-whole'],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, 'count.too-large'],
    [1e300, 'count.too-large'],
    [1e-9, 'count.not-whole'],
    [2.000_000_000_000_000_4, 2],
    ['12', 12],
    ['1 000', 1000],
    ['12,0', 12],
    ['1,5', 'count.not-whole'],
    ['1,000', 'number.ambiguous'],
    ['12 F', 'number.unreadable'],
    ['12 pièces', 'number.unreadable'],
  ])('%j is %j', (short, expected) => expect(told(readCount(cell(short)))).toBe(expected));
});

describe('a day', () => {
  test.each<[Short, string, string?]>([
    [day('2026-01-12'), '2026-01-12'],
    ['2026-01-12', '2026-01-12'],
    [' 2026/1/2 ', '2026-01-02'],
    ['2026-01-12 14:33', '2026-01-12'],
    ['2026-01-12T14:33:07.123Z', '2026-01-12'],
    ['12/01/2026', '2026-01-12', 'date.ambiguous'],
    ['12.01.2026', '2026-01-12', 'date.ambiguous'],
    ['5-5-2026', '2026-05-05'],
    ['25/01/2026', '2026-01-25'],
    ['01/25/2026', 'date.impossible', '2026-01-25'],
    ['31/04/2026', 'date.impossible'],
    ['04/31/2026', 'date.impossible'],
    ['2026-02-29', 'date.impossible'],
    ['2024-02-29', '2024-02-29'],
    ['2026-13-01', 'date.impossible'],
    ['12/01/26', 'date.short-year'],
    ['12 janvier 2026', 'date.unreadable'],
    ['hier', 'date.unreadable'],
    ['x'.repeat(41), 'date.unreadable'],
    [46_034, '2026-01-12'],
    [46_034.75, '2026-01-12'],
    [36_525, 'date.unreadable'],
    [73_051, 'date.unreadable'],
    [20_260_112, 'date.unreadable'],
    [Number.NaN, 'date.unreadable'],
    [false, 'cell.boolean'],
    ['#REF!', 'cell.fault'],
  ])('%j is %s in French', (short, french, english = french) => {
    const read = (locale: Locale) => told(readDate(cell(short), locale));
    expect([read('fr'), read('en')]).toEqual([french, english]);
  });

  test('that the workbook itself has wrong is refused', () => {
    expect(told(readDate({ kind: 'date', date: '2026-02-30' }, 'fr'))).toBe('date.unreadable');
    expect(told(readDate({ kind: 'date', date: '2026-1-2' }, 'fr'))).toBe('date.unreadable');
  });

  test('is remarked when day and month had to be told apart, or a number was counted', () => {
    expect(notes(readDate(cell('12/01/2026'), 'fr'))).toEqual(['date.as-text']);
    expect(notes(readDate(cell('2026-01-12'), 'fr'))).toEqual([]);
    expect(notes(readDate(cell(46_034), 'fr'))).toEqual(['date.serial']);
  });
});

describe('a code', () => {
  test.each<[Short, string]>([
    ['P001', 'P001'],
    ['  P001\u00a0', 'P001'],
    ['P  001', 'P 001'],
    ['Cafe\u0301', 'Café'],
    ['P\n001', 'text.invisible'],
    ['P\u200b001', 'text.invisible'],
    ['P\u202e001', 'text.invisible'],
    ['P\u0007', 'text.invisible'],
    ['\ud800', 'text.invisible'],
    ['=1+1', '=1+1'],
    [1, '1'],
    [6_130_000_000_017, '6130000000017'],
    [1_000_000_000_000_000, 'code.long-number'],
    [Number.NaN, 'code.long-number'],
    ['a'.repeat(100), 'a'.repeat(100)],
    ['😀'.repeat(100), '😀'.repeat(100)],
    ['a'.repeat(101), 'text.too-long'],
    [day('2026-01-02'), 'cell.date'],
    [true, 'cell.boolean'],
    ['#NAME?', 'cell.fault'],
  ])('%j is %j', (short, expected) => expect(told(readCode(cell(short), 100))).toBe(expected));

  test('that is a number is remarked', () => expect(notes(readCode(cell(1), 100))).toEqual(['code.number']));
});

test('a line break in a name is a blank', () => {
  expect(told(readText(cell('Riz\n5 kg\t'), 255))).toBe('Riz 5 kg');
  expect(told(readText(cell(1664), 255))).toBe('1664');
});
