import type { Locale } from '../../../domain/notice.ts';
import type { Cell, TemplateColumn, TemplateSheet, WorkbookTemplate } from '../../../domain/sheet.ts';
import { dayOfMoment, monthsAway } from './calendar.ts';
import { type ColumnRule, productTable, saleTable, type TableRule } from './columns.ts';
import { coverTitles } from './cover.ts';
import { exampleCodes, exampleRows } from './example-rows.ts';
import { mostMonths } from './import.ts';
import { advisedMonths } from './quality.ts';
import { coverLines, exampleWords, notes, sheetLines, usualCategories } from './template-words.ts';

export interface TemplateSettings {
  company: string;
  locale: Locale;
  /** ISO. */
  now: string;
  /** The days that sales are asked for, as YYYY-MM-DD. */
  from?: string;
  to?: string;
  /** Offered, and others may be written. */
  categories?: readonly string[];
  logo?: Uint8Array;
}

const rowsOfTable = { products: 500, sales: 5000 } as const;

/**
 * The workbook to fill in. Its period is that of all sales which an import takes, unless a shorter one is asked for, and ends
 * a month from now at the latest, for it takes days to be filled in.
 */
export function templateOf(settings: TemplateSettings): WorkbookTemplate {
  const { company, locale, now, categories = [], logo } = settings;
  const today = dayOfMoment(now);
  const earliest = monthsAway(today, -mostMonths);
  const period = {
    from: between(settings.from, earliest, monthsAway(today, -advisedMonths), earliest),
    to: between(settings.to, today, monthsAway(today, 1), monthsAway(today, 1)),
  };
  const offered = categories.length > 0 ? categories : usualCategories[locale];
  const sheetOf = (table: TableRule): TemplateSheet => ({
    name: table.names[locale],
    instructions: sheetLines[table.key](period)[locale],
    columns: table.columns.map((column) => columnOf(table, column, { locale, period, offered })),
    rows: rowsOfTable[table.key],
    example: table.columns.map((column) => exampleCell(table, column, { locale, today, offered })),
  });
  return {
    title: coverTitles[locale],
    company,
    lines: coverLines(period)[locale],
    logo,
    locale,
    sheets: [sheetOf(productTable), sheetOf(saleTable)],
    at: new Date(now).toISOString(),
  };
}

function between(date: string | undefined, first: string, last: string, usual = last): string {
  if (date === undefined) return usual;
  return date < first ? first : date > last ? last : date;
}

interface Around {
  locale: Locale;
  period: { from: string; to: string };
  offered: readonly string[];
}

const widths = { code: 16, text: 30, amount: 14, count: 14, date: 20 } as const;

function columnOf(table: TableRule, column: ColumnRule, around: Around): TemplateColumn {
  const { format, titles, required, key } = column;
  const rule = ruleOf(table, column, around);
  return {
    title: titles[around.locale],
    note: notes[table.key][key]?.[around.locale] ?? '',
    width: widths[format],
    format: format === 'code' ? 'text' : format,
    required,
    ...(rule && { rule }),
    ...(key === 'total' && { formula: totalFormula(table) }),
  };
}

function ruleOf(table: TableRule, column: ColumnRule, around: Around): TemplateColumn['rule'] {
  const { format, positive, key, dispensable } = column;
  if (dispensable === true) return undefined;
  if (format === 'date') return { kind: 'date', ...around.period };
  if (key === 'category') return { kind: 'list', values: around.offered, strict: false };
  if (format === 'code')
    return table === productTable
      ? { kind: 'unique' }
      : { kind: 'from-sheet', sheet: productTable.names[around.locale], column: 1 };
  if (format === 'text') return undefined;
  return { kind: 'number', min: 0, exclusive: positive === true, whole: format === 'count' };
}

/** Empty as long as there is nothing to multiply. */
function totalFormula({ columns }: TableRule): string {
  const letter = (key: string) => String.fromCharCode(65 + columns.findIndex((column) => column.key === key));
  const [quantity, price] = [`${letter('quantity')}{row}`, `${letter('price')}{row}`];
  return `IF(OR(${quantity}="",${price}=""),"",${quantity}*${price})`;
}

function exampleCell(
  table: TableRule,
  { key, format }: ColumnRule,
  { locale, today, offered }: { locale: Locale; today: string; offered: readonly string[] },
): Cell {
  const row: Readonly<Record<string, number>> = exampleRows[table.key];
  if (format === 'date') return { kind: 'date', date: today };
  if (key === 'total')
    return { kind: 'number', formula: true, value: (exampleRows.sales.quantity * exampleRows.sales.price) / 100 };
  if (format === 'code') return { kind: 'text', text: exampleCodes[locale === 'fr' ? 0 : 1] };
  if (key === 'category') return { kind: 'text', text: offered[0] ?? '' };
  if (format === 'text') return { kind: 'text', text: exampleWords[locale] };
  const value = row[key] ?? 0;
  return { kind: 'number', value: format === 'amount' ? value / 100 : value };
}
