import type { Locale } from '../../../domain/notice.ts';
import type { Cell } from '../../../domain/sheet.ts';
import { dayOf, dayOfSerial } from './calendar.ts';
import { type Note, type Reading, refused, refusedKind } from './reading.ts';
import { shown, type Texts } from './texts.ts';

/** A time of day behind the date is left away. */
const time = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/;
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const shortYear = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/;

const dayFirst: Texts = { en: 'day/month/year', fr: 'jour/mois/année' };
const monthFirst: Texts = { en: 'month/day/year', fr: 'mois/jour/année' };
const yearThenMonth: Texts = { en: 'year-month-day', fr: 'année-mois-jour' };

/**
 * A day as YYYY-MM-DD. In French 12/01/2025 is 12 January and nothing else. In English it may be either, and is refused;
 * 25/01/2025 can only be one day and is taken.
 */
export function readDate(cell: Cell, locale: Locale): Reading<string> {
  switch (cell.kind) {
    case 'date': {
      const { date } = cell;
      const value = dayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
      return value === date ? { value } : refused('date.unreadable');
    }
    case 'number': {
      const value = dayOfSerial(cell.value);
      if (value === undefined) return refused('date.unreadable');
      return { value, notes: [{ code: 'date.serial', values: { read: value } }] };
    }
    case 'text':
      return readText(cell.text, locale);
    default:
      return refusedKind(cell);
  }
}

function readText(text: string, locale: Locale): Reading<string> {
  const trimmed = text.trim();
  if (trimmed.length > 40) return refused('date.unreadable');
  const bare = trimmed.replace(time, '');
  if (shortYear.test(bare)) return refused('date.short-year');
  const iso = yearFirst.exec(bare);
  if (iso !== null) {
    const value = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return value === undefined ? refused('date.impossible', { order: yearThenMonth }) : { value };
  }
  const match = yearLast.exec(bare);
  if (match === null) return refused('date.unreadable');
  const [one, other, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const asDayFirst = dayOf(year, other, one);
  if (locale === 'fr')
    return asDayFirst === undefined ? refused('date.impossible', { order: dayFirst }) : read(text, asDayFirst);
  const asMonthFirst = dayOf(year, one, other);
  if (asDayFirst !== undefined && asMonthFirst !== undefined && asDayFirst !== asMonthFirst)
    return refused('date.ambiguous', { first: asDayFirst, second: asMonthFirst });
  const value = asDayFirst ?? asMonthFirst;
  if (value !== undefined) return read(text, value);
  return refused('date.impossible', { order: one > 12 ? dayFirst : monthFirst });
}

function read(text: string, value: string): Reading<string> {
  const note: Note = { code: 'date.as-text', values: { value: shown(text), read: value } };
  return { value, notes: [note] };
}
