import { cellName, isBlank, textOf } from '../../../domain/cells.ts';
import type { Locale } from '../../../domain/notice.ts';
import type { CellRange, Row, SheetInfo } from '../../../domain/sheet.ts';
import type { TableRule } from './columns.ts';
import { isExample } from './example-rows.ts';
import { whole } from './find-sheets.ts';
import type { Findings } from './findings.ts';
import { type Header, headerOf, lastHeaderRow } from './header.ts';
import { isSumLine, isUnused, placeOf, type ReadRow, readRow } from './read-row.ts';
import { inBoth, type Texts } from './texts.ts';

/** How many rows of a sheet were which. */
export interface TableCounts {
  /** With data, right or wrong; examples are not among them. */
  rows: number;
  faulty: number;
  examples: number;
  hidden: number;
}

/** A table that is being read. */
export interface Table {
  readonly header: Header | undefined;
  readonly counts: TableCounts;
  /** What a row of data says; undefined for lines above the table, rows nobody filled in, and examples. */
  read(row: Row): ReadRow | undefined;
  /** A row that could be read breaks a rule all the same. */
  fault(): void;
  close(): void;
}

interface Settings {
  rule: TableRule;
  sheet: SheetInfo;
  locale: Locale;
  today: string;
  say: Findings;
}

export function openTable({ rule, sheet, locale, today, say }: Settings): Table {
  const counts: TableCounts = { rows: 0, faulty: 0, examples: 0, hidden: 0 };
  let header: Header | undefined;
  let reader: Parameters<typeof readRow>[0] | undefined;

  const findHeader = (row: Row): void => {
    if (row.row > lastHeaderRow) return;
    header = headerOf(rule, row, sheet.name, locale, say);
    if (header === undefined) return;
    reader = { sheet: sheet.name, header, locale, today, say };
    refuseMerged(sheet, header, say);
  };

  return {
    get header() {
      return header;
    },
    counts,
    read(row) {
      if (header === undefined || reader === undefined) {
        findHeader(row);
        return undefined;
      }
      tellUntitled(sheet.name, header, row, say);
      if (isUnused(header, row)) return undefined;
      if (row.hidden) {
        counts.hidden += 1;
        say.remark('row.hidden', { ...whole(sheet.name), row: row.row });
      }
      if (isSumLine(header, row)) {
        const [first] = header.columns;
        if (first !== undefined)
          say.error('row.sum', placeOf(sheet.name, row.row, first), textOf(row.cells[first.column - 1]));
        return undefined;
      }
      const read = readRow(reader, row);
      if (read.isSound && isExample(rule.key, read)) {
        counts.examples += 1;
        say.remark('row.example', { ...whole(sheet.name), row: row.row });
        return undefined;
      }
      counts.rows += 1;
      if (!read.isSound) counts.faulty += 1;
      return read;
    },
    fault() {
      counts.faulty += 1;
    },
    close() {
      if (header === undefined)
        say.error('table.missing', whole(sheet.name), '', { limit: String(lastHeaderRow), titles: titlesOf(rule) });
      else if (rule.key === 'products' && counts.rows === 0) {
        const [first] = header.columns;
        if (first !== undefined) say.error('table.empty', placeOf(sheet.name, header.row + 1, first));
      }
    },
  };
}

function titlesOf({ columns }: TableRule): Texts {
  const titles = (locale: Locale) =>
    columns.flatMap(({ titles: own, dispensable }) => (dispensable === true ? [] : own[locale])).join(', ');
  return { en: titles('en'), fr: titles('fr') };
}

/** A merged cell has its value in one row only, and the others look empty. That has to be told before they are. */
function refuseMerged(sheet: SheetInfo, header: Header, say: Findings): void {
  const [left, right] = [header.columns[0]?.column ?? 1, header.columns.at(-1)?.column ?? 1];
  for (const range of sheet.merged) {
    if (range.bottom < header.row || range.left > right || range.right < left) continue;
    const place = { sheet: sheet.name, row: range.top, column: range.left, header: titleAt(header, range) };
    say.error('table.merged', place, '', { range: inBoth(rangeName(range)) });
  }
}

function titleAt({ columns }: Header, { left, right }: CellRange): string {
  return columns.find(({ column }) => column >= left && column <= right)?.header ?? '';
}

function rangeName({ top, left, bottom, right }: CellRange): string {
  return `${cellName(top, left)}:${cellName(bottom, right)}`;
}

function tellUntitled(sheet: string, header: Header, row: Row, say: Findings): void {
  for (let index = 0; index < row.cells.length; index += 1) {
    if (header.titled.has(index + 1) || isBlank(row.cells[index])) continue;
    say.remark('column.untitled', { sheet, row: row.row, column: index + 1, header: '' });
  }
}
