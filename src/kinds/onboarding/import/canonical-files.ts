import { writeCsv } from '../../../domain/csv.ts';
import { productFields, saleFields } from '../../../domain/data-files.ts';
import { amountText } from './amount.ts';
import type { Product, Sale } from './columns.ts';

/** The files that an import leaves. The same data has the same bytes, whatever order its rows were in. */
export interface CanonicalFiles {
  'products.csv': string;
  'sales.csv': string;
}

export function canonicalFiles(products: readonly Product[], sales: readonly Sale[]): CanonicalFiles {
  const productRows = [...products].sort((one, other) => compare(one.code, other.code)).map(productRow);
  const saleRows = [...sales].sort(bySale).map(saleRow);
  return {
    'products.csv': writeCsv([productFields, ...productRows]),
    'sales.csv': writeCsv([saleFields, ...saleRows]),
  };
}

/** By day and code. Sales of one product on one day are told apart by nothing but quantity and price. */
function bySale(one: Sale, other: Sale): number {
  return (
    compare(one.date, other.date) ||
    compare(one.code, other.code) ||
    one.quantity - other.quantity ||
    one.price - other.price
  );
}

/** By code units, which no language changes. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function productRow(product: Product): string[] {
  const { code, name, category, salePrice, costPrice, stock, threshold } = product;
  return [
    code,
    name,
    category ?? '',
    amountText(salePrice),
    costPrice === undefined ? '' : amountText(costPrice),
    String(stock),
    threshold === undefined ? '' : String(threshold),
  ];
}

function saleRow({ date, code, quantity, price }: Sale): string[] {
  return [date, code, String(quantity), amountText(price), amountText(quantity * price)];
}
