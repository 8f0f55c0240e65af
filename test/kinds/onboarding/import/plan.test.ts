import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../src/domain/csv.ts';
import { planText } from '../../../../src/kinds/onboarding/import/plan.ts';
import { qualityOf, qualityRules } from '../../../../src/kinds/onboarding/import/quality.ts';
import { day, importOf, products, rice, sale, sales } from './workbook.ts';

test('the figures of a plan', () => {
  const { plan } = importOf([
    products(
      rice,
      ['P002', 'Huile', 'ALIMENTATION', 1200.5, undefined, 0, undefined],
      ['P003', 'Savon', 'Hygiène', 300, 200, 7, 1],
    ),
    sales([day('2026-08-02'), 'P002', 3, 1200.5], sale, [day('2025-12-31'), 'P001', 1, 4500]),
  ]);
  expect(plan?.statistics).toEqual({
    products: 3,
    sales: 3,
    categories: 2,
    firstSale: '2025-12-31',
    lastSale: '2026-10-01',
    monthsOfHistory: 3,
    units: 6,
    revenue: '18101.50',
  });
});

test('without sales there is no first and no last one', () => {
  expect(importOf([products(rice), sales()]).plan?.statistics).toMatchObject({
    firstSale: null,
    lastSale: null,
    revenue: '0.00',
  });
});

test('the same product on one day is told apart by quantity, then price', () => {
  const { plan } = importOf([
    products(rice),
    sales([sale[0], 'P001', 10, 1], [sale[0], 'P001', 9, 2], [sale[0], 'P001', 9, 1]),
  ]);
  expect(
    plan?.files['sales.csv']
      .split('\n')
      .slice(1, 4)
      .map((line) => line.split(',').slice(2, 4)),
  ).toEqual([
    ['9', '1.00'],
    ['9', '2.00'],
    ['10', '1.00'],
  ]);
});

test('a name that is a formula comes out harmless, and comes back', () => {
  const { plan } = importOf([products(['=1', '@cmd', '+x', 5000, 0.5, 10, 0]), sales([sale[0], '=1', 1, 5000])]);
  expect(plan?.files['products.csv']).toContain("\n'=1,'@cmd,'+x,5000.00,0.50,10,0\n");
  expect(readCsv(plan?.files['products.csv'] ?? '')).toMatchObject({
    rows: [{}, ['=1', '@cmd', '+x', '5000.00', '0.50', '10', '0']],
  });
  expect(readCsv(plan?.files['sales.csv'] ?? '')).toMatchObject({
    rows: [{}, ['2026-10-01', '=1', '1', '5000.00', '5000.00']],
  });
});

describe('the quality', () => {
  const product = { code: 'A', name: 'A', salePrice: 100, stock: 1 };
  const full = { ...product, category: 'C', costPrice: 80, threshold: 1 };
  const line = { date: '2026-01-01', code: 'A', quantity: 1, price: 100 };
  const points = (...facts: Parameters<typeof qualityOf>) =>
    Object.fromEntries(qualityOf(...facts).parts.map((part) => [part.rule, part.points]));

  test('is 100 when all is there, and never more', () => {
    expect(Object.values(qualityRules).reduce((sum, { of }) => sum + of, 0)).toBe(100);
    expect(qualityOf({ products: [full], sales: [line], months: 24, duplicates: 0 }).score).toBe(100);
  });

  test('counts what there is of each part, rounded down', () => {
    const facts = {
      products: [full, { ...full, code: 'B', costPrice: 101 }, { ...product, code: 'C' }],
      sales: [
        line,
        line,
        { ...line, price: 121 },
        { ...line, price: 120 },
        { ...line, code: 'B', price: 80 },
        { ...line, price: 79 },
      ],
      months: 4,
      duplicates: 1,
    };
    expect(points(facts)).toEqual({
      history: 16,
      costPrices: 10,
      thresholds: 10,
      sold: 10,
      categories: 6,
      nearListPrice: 6,
      margins: 2,
      noDuplicates: 4,
    });
    expect(qualityOf(facts).parts.find(({ rule }) => rule === 'nearListPrice')?.because).toEqual({
      en: '4 of 6 sales are within 20 % of the list price',
      fr: '4 ventes sur 6 sont à 20 % au plus du prix de vente',
    });
  });

  test('is nothing where there is nothing', () => {
    expect(qualityOf({ products: [product], sales: [], months: 0, duplicates: 0 }).score).toBe(0);
  });
});

describe('the text of a plan', () => {
  const identity = {
    tenant: 'boutique',
    session: 'OB-2026-0001',
    spec: 'abc',
    files: { 'products.csv': '01', 'sales.csv': '02' },
  };

  test('is one, whatever the order of its parts', () => {
    expect(planText({ ...identity, files: { 'sales.csv': '02', 'products.csv': '01' } })).toBe(planText(identity));
    expect(planText(identity)).toBe(
      '{"files":{"products.csv":"01","sales.csv":"02"},"format":"rgz-import-plan/1","session":"OB-2026-0001","spec":"abc","tenant":"boutique"}',
    );
  });

  test.each([
    { tenant: 'other' },
    { session: 'OB-2026-0002' },
    { spec: 'abd' },
    { files: { 'products.csv': '02', 'sales.csv': '02' } },
    { files: { 'products.csv': '01', 'sales.csv': '01' } },
  ])('is another with %j', (change) => expect(planText({ ...identity, ...change })).not.toBe(planText(identity)));
});
