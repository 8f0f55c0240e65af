import { isBlank, textOf } from '../../../domain/cells.ts';
import type { Locale } from '../../../domain/notice.ts';
import type { Cell, Row } from '../../../domain/sheet.ts';
import { type ColumnRule, titleKey } from './columns.ts';
import type { Findings, Place } from './findings.ts';
import type { FoundColumn, Header } from './header.ts';
import { readDate } from './read-date.ts';
import { readAmount, readCount } from './read-number.ts';
import { readCode, readText } from './read-text.ts';
import { isNotWorkedOut, type Reading, refused } from './reading.ts';
import { inBoth } from './texts.ts';

/** What one row says. A column that is empty, missing or at fault is not in it. */
export interface ReadRow {
  values: ReadonlyMap<string, string | number>;
  /** Whether every cell could be read and all that has to be there is. */
  isSound: boolean;
}

interface Reader {
  sheet: string;
  header: Header;
  locale: Locale;
  today: string;
  say: Findings;
}

export function placeOf(sheet: string, row: number, { column, header }: FoundColumn): Place {
  return { sheet, row, column, header };
}

/** Whether nobody wrote anything into a row. The totals of a template are there in each. */
export function isUnused({ columns }: Header, { cells }: Row): boolean {
  return columns.every(({ rule, column }) => {
    const cell = cells[column - 1];
    return isBlank(cell) || (rule.dispensable === true && cell?.formula === true);
  });
}

const sums = new Set([
  'total',
  'totals',
  'totaux',
  'totalgeneral',
  'grandtotal',
  'sum',
  'somme',
  'soustotal',
  'subtotal',
]);

/** Whether a row adds up those above it: it says so in the first column, and the second one is blank. */
export function isSumLine({ columns: [first, second] }: Header, { cells }: Row): boolean {
  if (first === undefined || second === undefined || !isBlank(cells[second.column - 1])) return false;
  const cell = cells[first.column - 1];
  return cell?.kind === 'text' && sums.has(titleKey(cell.text));
}

export function readRow({ sheet, header, locale, today, say }: Reader, row: Row): ReadRow {
  const values = new Map<string, string | number>();
  let isSound = header.isComplete;
  for (const found of header.columns) {
    const { rule } = found;
    const cell = row.cells[found.column - 1];
    if (cell === undefined || isBlank(cell) || saysNothing(rule, cell)) {
      if (!rule.required) continue;
      isSound = false;
      say.error('cell.empty', placeOf(sheet, row.row, found));
      continue;
    }
    const reading = bounded(rule, readCell(rule, cell, locale));
    if ('fault' in reading) {
      isSound = false;
      const { code, values: more } = reading.fault;
      say.error(code, placeOf(sheet, row.row, found), textOf(cell), { today: inBoth(today), ...more });
      continue;
    }
    for (const { code, values: more } of reading.notes ?? [])
      say.remark(code, placeOf(sheet, row.row, found), textOf(cell), more);
    if (cell.formula === true && rule.dispensable !== true)
      say.remark('cell.formula', placeOf(sheet, row.row, found), textOf(cell));
    values.set(rule.key, reading.value);
  }
  return { values, isSound };
}

/** Programs that write a workbook without working it out leave totals blank, which follow from other cells anyhow. */
function saysNothing({ dispensable }: ColumnRule, cell: Cell): boolean {
  return dispensable === true && isNotWorkedOut(cell);
}

function readCell(rule: ColumnRule, cell: Cell, locale: Locale): Reading<string | number> {
  switch (rule.format) {
    case 'code':
      return readCode(cell, rule.longest ?? 0);
    case 'text':
      return readText(cell, rule.longest ?? 0);
    case 'amount':
      return readAmount(cell);
    case 'count':
      return readCount(cell);
    case 'date':
      return readDate(cell, locale);
  }
}

function bounded({ positive }: ColumnRule, reading: Reading<string | number>): Reading<string | number> {
  if ('fault' in reading || typeof reading.value === 'string') return reading;
  if (positive === true && reading.value <= 0) return refused('number.not-positive');
  return reading.value < 0 ? refused('number.negative') : reading;
}
