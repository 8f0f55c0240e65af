import { expect, test } from 'vitest';
import { startImport } from '../../../../src/kinds/onboarding/import/import.ts';
import { now, products, rice, rowsOf, sale, sales } from './workbook.ts';

const sheets = ['Accueil', 'Ventes', 'Produits'].map((name) => ({ name, hidden: false, merged: [] }));

test('products are asked for first, and progress is told every hundred rows', () => {
  const running = startImport({ sheets, locale: 'fr', now });
  expect(running.sheets).toEqual(['Produits', 'Ventes']);
  for (const row of rowsOf(products(rice))) expect(running.add('Produits', row)).toBeUndefined();
  const table = sales(...Array.from({ length: 250 }, (_, index) => (index === 120 ? ['x', ...sale.slice(1)] : sale)));
  const told = rowsOf(table).flatMap((row) => running.add('Ventes', row) ?? []);
  expect(told).toEqual([
    { table: 'sales', rows: 100, errors: 0 },
    { table: 'sales', rows: 200, errors: 1 },
  ]);
});

test('rows of another sheet are not looked at, and products cannot come late', () => {
  const running = startImport({ sheets, locale: 'fr', now });
  const [row] = rowsOf(sales());
  if (row === undefined) throw new Error('no row');
  expect(running.add('Accueil', row)).toBeUndefined();
  running.add('Ventes', row);
  expect(() => running.add('Produits', row)).toThrow('before the sales');
});
