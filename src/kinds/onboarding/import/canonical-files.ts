import { amountText } from './amount.ts';
import type { Product, Sale } from './columns.ts';
import { readCsv, writeCsv } from './csv.ts';

export const productFields = [
  'code',
  'name',
  'category',
  'sale_price',
  'cost_price',
  'opening_stock',
  'alert_threshold',
] as const;
export const saleFields = ['date', 'product_code', 'quantity', 'unit_price', 'total'] as const;

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

/** The products of a products.csv. What it says is believed: the digest of the plan stands for it. */
export function readProducts(text: string): { products: readonly Product[] } | { refused: string } {
  const read = readRows(text, productFields);
  if ('refused' in read) return read;
  const products = read.rows.map(([code = '', name = '', category, sale = '', cost, stock = '', threshold]) => ({
    code,
    name,
    ...(category ? { category } : {}),
    salePrice: centsOf(sale),
    ...(cost ? { costPrice: centsOf(cost) } : {}),
    stock: Number(stock),
    ...(threshold ? { threshold: Number(threshold) } : {}),
  }));
  return { products };
}

/** The sales of a sales.csv. */
export function readSales(text: string): { sales: readonly Sale[] } | { refused: string } {
  const read = readRows(text, saleFields);
  if ('refused' in read) return read;
  const sales = read.rows.map(([date = '', code = '', quantity = '', price = '']) => ({
    date,
    code,
    quantity: Number(quantity),
    price: centsOf(price),
  }));
  return { sales };
}

function readRows(text: string, fields: readonly string[]): ReturnType<typeof readCsv> {
  const read = readCsv(text);
  if ('refused' in read) return read;
  const [titles = [], ...rows] = read.rows;
  if (titles.join() !== fields.join()) return { refused: `the first row has to be ${fields.join(',')}` };
  const odd = rows.findIndex((row) => row.length !== fields.length);
  return odd === -1 ? { rows } : { refused: `row ${odd + 2} has to have ${fields.length} fields` };
}

function centsOf(text: string): number {
  return Number(text.replace('.', ''));
}
