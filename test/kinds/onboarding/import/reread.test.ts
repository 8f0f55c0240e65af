import { expect, test } from 'vitest';
import { rereadFiles } from '../../../../src/kinds/onboarding/import/reread.ts';
import { day, importOf, products, rice, sales } from './workbook.ts';

const before = '2026-11-25T23:59:50Z';
const after = '2026-11-26T00:00:10Z';

function filesOf(date: string, now: string) {
  const { plan, errors } = importOf([products(rice), sales([day(date), 'P001', 1, 5000])], { now });
  expect(errors).toEqual([]);
  if (plan === undefined) throw new Error('no plan');
  return plan.files;
}

test.each([
  ['the first day that it may have', '2024-11-25', before],
  ['the last one', '2026-11-25', before],
])('a sale of %s is taken where the import began before midnight and was written after it', (_what, date, now) => {
  expect(rereadFiles(filesOf(date, now), after)).toMatchObject({ errors: [] });
});

test('a sale of a day before that is not', () => {
  const { 'products.csv': list, 'sales.csv': sold } = filesOf('2024-11-25', before);
  const files = { 'products.csv': list, 'sales.csv': sold.replace('2024-11-25', '2024-11-24') };
  expect(rereadFiles(files, after)).toMatchObject({ plan: undefined, errors: [{ code: 'sale.too-old' }] });
});
