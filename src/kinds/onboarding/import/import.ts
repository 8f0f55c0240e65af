import type { Locale } from '../../../domain/notice.ts';
import type { Row, SheetInfo } from '../../../domain/sheet.ts';
import { dayOfMoment, monthsAway } from './calendar.ts';
import { type FoundSheet, findSheets, whole } from './find-sheets.ts';
import { type Finding, openFindings, type Remark } from './findings.ts';
import { type ImportPlan, planOf } from './plan.ts';
import { openProducts } from './products.ts';
import { advisedMonths } from './quality.ts';
import { openSales } from './sales.ts';
import { openTable, type TableCounts } from './table.ts';

/** The first day that a sale may have is so many months ago. */
export const mostMonths = 24;

/** Rows between two reports of progress. */
const progressStep = 100;

export interface ImportProgress {
  table: 'products' | 'sales';
  /** Rows read of this sheet so far, those above the table too. */
  rows: number;
  /** Errors found so far. */
  errors: number;
}

export interface ImportOutcome {
  /** Undefined as soon as there is one error. */
  plan: ImportPlan | undefined;
  /** In the order of the workbook. The first thousand that were found. */
  errors: readonly Finding[];
  /** How many more there are. */
  moreErrors: number;
  remarks: readonly Remark[];
  counts: { products: TableCounts; sales: TableCounts };
}

export interface Import {
  /** The sheets to read, one after the other in this order. */
  readonly sheets: readonly string[];
  /** Takes the next row of a sheet. Says how far it is every hundred rows. */
  add(sheet: string, row: Row): ImportProgress | undefined;
  /** Once, after the last row. */
  finish(): ImportOutcome;
}

export interface ImportSettings {
  sheets: readonly SheetInfo[];
  /** In French a text such as 12/01/2025 is a day first; messages name the columns in this language. */
  locale: Locale;
  /** ISO. Its day in UTC is the last one that a sale may have. */
  now: string;
  /** From where the months count back, where that is another moment. */
  began?: string;
}

/** Reads the rows of a workbook one by one, and makes a plan of them or tells everything that is wrong. */
export function startImport({ sheets, locale, now, began = now }: ImportSettings): Import {
  const today = dayOfMoment(now);
  const period = { first: monthsAway(dayOfMoment(began), -mostMonths), last: today };
  const say = openFindings(sheets.map(({ name }) => name));
  const found = findSheets(sheets, locale, say);
  const open = (key: FoundSheet['rule']['key']) => {
    const own = found.find(({ rule }) => rule.key === key);
    return own && { name: own.sheet.name, table: openTable({ ...own, locale, today, say }) };
  };
  const productSheet = open('products');
  const saleSheet = open('sales');
  const products = productSheet && openProducts(productSheet.name, productSheet.table, say);
  const known = {
    get areKnown() {
      return products?.areKnown ?? false;
    },
    codes: products?.codes ?? new Map<string, string>(),
    sheet: productSheet?.name ?? '',
  };
  const sales = saleSheet && openSales({ sheet: saleSheet.name, table: saleSheet.table, products: known, period, say });
  const rows = { products: 0, sales: 0 };

  return {
    sheets: found.map(({ sheet }) => sheet.name),
    add(sheet, row) {
      const table = sheet === productSheet?.name ? 'products' : sheet === saleSheet?.name ? 'sales' : undefined;
      if (table === undefined) return undefined;
      if (table === 'products' && rows.sales > 0) throw new Error('the products have to be read before the sales');
      (table === 'products' ? products : sales)?.add(row);
      rows[table] += 1;
      return rows[table] % progressStep === 0 ? { table, rows: rows[table], errors: say.errorCount } : undefined;
    },
    finish() {
      productSheet?.table.close();
      saleSheet?.table.close();
      const isSound = say.errorCount === 0;
      const plan = isSound ? planOf(products?.list ?? [], sales?.list ?? [], sales?.duplicates ?? 0) : undefined;
      const months = plan?.statistics.monthsOfHistory ?? advisedMonths;
      if (saleSheet !== undefined && months < advisedMonths)
        say.remark(months === 0 ? 'history.none' : 'history.short', whole(saleSheet.name), '', {
          months: String(months),
          advised: String(advisedMonths),
        });
      const errors = say.errors();
      return {
        plan,
        errors,
        moreErrors: say.errorCount - errors.length,
        remarks: say.remarks(),
        counts: { products: productSheet?.table.counts ?? none(), sales: saleSheet?.table.counts ?? none() },
      };
    },
  };
}

function none(): TableCounts {
  return { rows: 0, faulty: 0, examples: 0, hidden: 0 };
}
