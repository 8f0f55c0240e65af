import { textOf } from '../../../domain/cells.ts';
import type { Row } from '../../../domain/sheet.ts';
import { amountWords, largestAmount } from './amount.ts';
import type { Sale } from './columns.ts';
import type { Findings } from './findings.ts';
import { codeKey } from './products.ts';
import { placeOf, type ReadRow } from './read-row.ts';
import type { Table } from './table.ts';
import { inBoth, shown, type Texts } from './texts.ts';

export interface Catalogue {
  areKnown: boolean;
  codes: ReadonlyMap<string, string>;
  /** What the sheet of the products is called. */
  sheet: string;
}

export interface Period {
  /** The first and the last day that a sale may have. */
  first: string;
  last: string;
}

export interface Sales {
  add(row: Row): void;
  readonly list: readonly Sale[];
  /** Lines that repeat another. */
  readonly duplicates: number;
}

interface Settings {
  sheet: string;
  table: Table;
  products: Catalogue;
  period: Period;
  say: Findings;
}

export function openSales({ sheet, table, products, period, say }: Settings): Sales {
  const list: Sale[] = [];
  const seen = new Set<string>();
  let duplicates = 0;
  let hints: ReadonlyMap<string, string> | undefined;

  const placeIn = (row: number, key: string) => {
    const column = table.header?.columns.find(({ rule }) => rule.key === key);
    return column === undefined ? { sheet, row, column: 0, header: '' } : placeOf(sheet, row, column);
  };

  const hasDay = (row: number, date: string): boolean => {
    if (date >= period.first && date <= period.last) return true;
    const [code, limit] =
      date > period.last ? (['sale.future', period.last] as const) : (['sale.too-old', period.first] as const);
    say.error(code, placeIn(row, 'date'), date, { limit });
    return false;
  };

  /** The code as the product spells it. */
  const productOf = (row: number, code: string): string | undefined => {
    const own = products.codes.get(codeKey(code));
    if (own === undefined) {
      if (!products.areKnown) return undefined;
      hints ??= new Map([...products.codes.values()].map((each) => [looseKey(each), each]));
      const hint = hintOf(hints.get(looseKey(code)));
      say.error('sale.product-unknown', placeIn(row, 'code'), code, { hint, products: shown(products.sheet) });
      return undefined;
    }
    if (own !== code) say.remark('sale.code-case', placeIn(row, 'code'), code, { read: shown(own) });
    return own;
  };

  /** Whether quantity times price fits into an amount, and is the total that the row says. */
  const isConsistent = (row: Row, quantity: number, price: number, total: number | undefined): boolean => {
    const fits = quantity * price <= largestAmount;
    if (fits && (total === undefined || total === quantity * price)) return true;
    const values = { quantity: String(quantity), price: amountWords(price) };
    if (!fits) {
      say.error('sale.total-too-large', placeIn(row.row, 'quantity'), String(quantity), values);
      return false;
    }
    const place = placeIn(row.row, 'total');
    say.error('sale.total-wrong', place, textOf(row.cells[place.column - 1]), {
      ...values,
      expected: amountWords(quantity * price),
      value: amountWords(total ?? 0),
    });
    return false;
  };

  const judge = (row: Row, { values }: ReadRow): Sale | undefined => {
    const [date, code] = [text(values, 'date'), text(values, 'code')];
    const [quantity, price, total] = [number(values, 'quantity'), number(values, 'price'), number(values, 'total')];
    const isDated = date === undefined || hasDay(row.row, date);
    const product = code === undefined ? undefined : productOf(row.row, code);
    const isSum = quantity === undefined || price === undefined || isConsistent(row, quantity, price, total);
    if (!isDated || !isSum || date === undefined || product === undefined) return undefined;
    return quantity === undefined || price === undefined ? undefined : { date, code: product, quantity, price };
  };

  return {
    add(row) {
      const read = table.read(row);
      if (read === undefined) return;
      const sale = judge(row, read);
      if (!read.isSound) return;
      if (sale === undefined) {
        table.fault();
        return;
      }
      const key = `${sale.date} ${sale.quantity} ${sale.price} ${sale.code}`;
      if (seen.has(key)) {
        duplicates += 1;
        say.remark('sale.duplicate', { sheet, row: row.row, column: 0, header: '' });
      } else seen.add(key);
      list.push(sale);
    },
    list,
    get duplicates() {
      return duplicates;
    },
  };
}

/** A code without what Excel or a hurried hand takes away: zeros at the beginning, blanks and dashes. */
function looseKey(code: string): string {
  return codeKey(code)
    .replace(/[\s._-]+/g, '')
    .replace(/^0+(?=.)/, '');
}

function hintOf(code: string | undefined): Texts {
  if (code === undefined) return inBoth('');
  return { en: ` There is "${shown(code)}".`, fr: ` Il y a « ${shown(code)} ».` };
}

function text(values: ReadRow['values'], key: string): string | undefined {
  const value = values.get(key);
  return typeof value === 'string' ? value : undefined;
}

function number(values: ReadRow['values'], key: string): number | undefined {
  const value = values.get(key);
  return typeof value === 'number' ? value : undefined;
}
