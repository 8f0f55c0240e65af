import type { ReadRow } from './read-row.ts';

/** Codes that no shop gives its goods, so that the examples of the template are known again. */
export const exampleCodes = ['EXEMPLE-001', 'EXAMPLE-001'] as const;

const product = { salePrice: 500_000, costPrice: 350_000, stock: 120, threshold: 20 };
const sale = { quantity: 10, price: 500_000 };

export const exampleRows = { products: product, sales: sale } as const;

/** Whether a row is an example as the template has it. The name, the category and the day of it do not count. */
export function isExample(table: keyof typeof exampleRows, { values }: ReadRow): boolean {
  if (!exampleCodes.some((code) => code === values.get('code'))) return false;
  return Object.entries(exampleRows[table]).every(([key, value]) => values.get(key) === value);
}
