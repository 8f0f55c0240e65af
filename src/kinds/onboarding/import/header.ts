import { cellName, textOf } from '../../../domain/cells.ts';
import type { Locale } from '../../../domain/notice.ts';
import type { Row } from '../../../domain/sheet.ts';
import { type ColumnRule, type TableRule, titleKey } from './columns.ts';
import type { Findings, Place } from './findings.ts';
import { isLike } from './likeness.ts';

export interface FoundColumn {
  rule: ColumnRule;
  /** From 1. */
  column: number;
  /** As the sheet has it. */
  header: string;
}

/** The row of titles, and where each column is. */
export interface Header {
  row: number;
  columns: readonly FoundColumn[];
  /** Whether every column that has to be there was found. */
  isComplete: boolean;
  /** Columns that have a title, known or not. */
  titled: ReadonlySet<number>;
}

interface Title {
  column: number;
  text: string;
  key: string;
}

/** How far down the titles are looked for: a template has lines of instructions above them. */
export const lastHeaderRow = 50;

/** A file may have thousands of titles; likely ones are among the first. */
const mostCompared = 100;

/** Two titles of the table in one row make it the row of titles. Undefined for any other row. */
export function headerOf(rule: TableRule, row: Row, sheet: string, locale: Locale, say: Findings): Header | undefined {
  const titles = row.cells
    .map((cell, index) => ({ column: index + 1, text: textOf(cell).trim(), key: titleKey(textOf(cell)) }))
    .filter(({ text }) => text !== '');
  const known = new Map<string, ColumnRule>();
  for (const column of rule.columns)
    for (const title of Object.values(column.titles)) known.set(titleKey(title), column);
  if (new Set(titles.flatMap(({ key }) => known.get(key)?.key ?? [])).size < 2) return undefined;

  const at = ({ column, text }: Title): Place => ({ sheet, row: row.row, column, header: text });
  const found = new Map<string, FoundColumn>();
  const strange: Title[] = [];
  for (const title of titles) {
    const column = known.get(title.key);
    if (column === undefined) {
      strange.push(title);
      continue;
    }
    const before = found.get(column.key);
    if (before === undefined) found.set(column.key, { rule: column, column: title.column, header: title.text });
    else
      say.error('header.doubled', at(title), title.text, {
        title: column.titles[locale],
        first: cellName(row.row, before.column),
      });
  }
  const lacking = rule.columns.filter(({ key, dispensable }) => !found.has(key) && dispensable === undefined);
  tellMissing(rule, lacking, { sheet, row: row.row, titles, found, strange, locale }, say);
  for (const title of strange) say.remark('header.unknown', at(title), title.text);
  return {
    row: row.row,
    columns: [...found.values()].sort((one, other) => one.column - other.column),
    isComplete: lacking.length === 0,
    titled: new Set(titles.map(({ column }) => column)),
  };
}

interface Around {
  sheet: string;
  row: number;
  titles: readonly Title[];
  found: ReadonlyMap<string, FoundColumn>;
  /** Titles that mean nothing here. One that is likely a missing column is taken out. */
  strange: Title[];
  locale: Locale;
}

function tellMissing(rule: TableRule, lacking: readonly ColumnRule[], around: Around, say: Findings): void {
  const { sheet, row, titles, found, strange, locale } = around;
  for (const column of lacking) {
    const title = column.titles[locale];
    const keys = Object.values(column.titles).map(titleKey);
    const place = expectedPlace(rule, column, found);
    const renamed =
      strange.slice(0, mostCompared).find(({ key }) => keys.some((each) => isLike(key, each))) ??
      strange.find((each) => each.column === place);
    if (renamed !== undefined) {
      strange.splice(strange.indexOf(renamed), 1);
      const where = { sheet, row, column: renamed.column, header: renamed.text };
      say.error('header.renamed', where, renamed.text, { title });
      continue;
    }
    const free = titles.some((each) => each.column === place) ? (titles.at(-1)?.column ?? 0) + 1 : place;
    say.error('header.missing', { sheet, row, column: free, header: title }, '', { title, line: String(row) });
  }
}

/** Behind the nearest column that was found before it, or in front of the table. */
function expectedPlace(rule: TableRule, column: ColumnRule, found: ReadonlyMap<string, FoundColumn>): number {
  const index = rule.columns.indexOf(column);
  for (let before = index - 1; before >= 0; before -= 1) {
    const near = found.get(rule.columns[before]?.key ?? '');
    if (near !== undefined) return near.column + index - before;
  }
  const first = [...found.values()].find(({ rule: own }) => own === rule.columns[index + 1]);
  return first === undefined || first.column === 1 ? index + 1 : first.column - 1;
}
