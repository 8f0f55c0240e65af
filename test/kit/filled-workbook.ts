import { makeWorkbook } from './make-workbook.ts';

type Value = string | number | Date;

export interface Filled {
  products?: readonly (readonly Value[])[];
  sales?: readonly (readonly Value[])[];
}

const productTitles = ['Code', 'Nom', 'Catégorie', 'Prix Vente', 'Prix Achat', 'Stock Initial', 'Seuil Alerte'];
const saleTitles = ['Date (YYYY-MM-DD)', 'Code Produit', 'Quantité', 'Prix Unitaire'];
const day = 86_400_000;

/** A day so long ago that it may be sold on, whenever the test runs. */
export function daysAgo(days: number): Date {
  return new Date(Math.floor(Date.now() / day) * day - days * day);
}

export const rice = ['P001', 'Riz 5 kg', 'Alimentation', 5000, 3500, 10, 2] as const;
const oil = ['P002', 'Huile 1 l', 'Alimentation', 1500, 1100, 40, 5] as const;

/** A workbook as a company fills it in. */
export function filledWorkbook({
  products = [rice, oil],
  sales = [
    [daysAgo(3), 'P001', 2, 5000],
    [daysAgo(40), 'P002', 1, 1500],
  ],
}: Filled = {}): Uint8Array {
  return makeWorkbook({
    sheets: [
      { name: 'Produits', rows: rowsXml([productTitles, ...products]) },
      { name: 'Ventes', rows: rowsXml([saleTitles, ...sales]) },
    ],
  });
}

/** So many of each, all sound. */
export function largeWorkbook(products: number, sales: number): Uint8Array {
  const code = (index: number) => `P${String(index).padStart(5, '0')}`;
  return filledWorkbook({
    products: Array.from({ length: products }, (_, at) => [code(at), `Produit ${at}`, 'Divers', 1000 + at, 700, 10, 2]),
    sales: Array.from({ length: sales }, (_, at) => [daysAgo(1 + (at % 300)), code(at % products), 1 + (at % 7), 1000]),
  });
}

function rowsXml(rows: readonly (readonly Value[])[]): string {
  return rows
    .map(
      (values, at) =>
        `<row r="${at + 1}">${values.map((value, column) => cellXml(value, at + 1, column)).join('')}</row>`,
    )
    .join('');
}

function cellXml(value: Value, row: number, column: number): string {
  const at = `${String.fromCharCode(65 + column)}${row}`;
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (value instanceof Date) return `<c r="${at}" s="1"><v>${value.getTime() / day + 25_569}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
}
