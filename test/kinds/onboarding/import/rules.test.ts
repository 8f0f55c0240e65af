import { describe, expect, test } from 'vitest';
import { briefly, day, importOf, products, rice, type Short, sale, sales } from './workbook.ts';

const withSale = (changes: Readonly<Record<number, Short>>) => sales(sale.map((each, index) => changes[index] ?? each));
const withRice = (changes: Readonly<Record<number, Short>>) =>
  products(rice.map((each, index) => (index in changes ? changes[index] : each)));
const remarksOf = (...tables: Parameters<typeof importOf>[0]) =>
  briefly(importOf(tables).remarks).filter((each) => !each.startsWith('history'));

test('what is right is imported', () => {
  const { plan, errors, moreErrors, counts } = importOf([products(rice), sales(sale)]);
  expect({ errors, moreErrors }).toEqual({ errors: [], moreErrors: 0 });
  expect(counts.products).toEqual({ rows: 1, faulty: 0, examples: 0, hidden: 0 });
  expect(plan?.files).toEqual({
    'products.csv':
      'code,name,category,sale_price,cost_price,opening_stock,alert_threshold\nP001,Riz 5 kg,Alimentation,5000.00,3500.00,10,2\n',
    'sales.csv': 'date,product_code,quantity,unit_price,total\n2026-10-01,P001,2,5000.00,10000.00\n',
  });
});

describe('a product', () => {
  test.each<[string, Readonly<Record<number, Short>>, string]>([
    ['without a code', { 0: undefined }, 'cell.empty A2'],
    ['without a name', { 1: ' ' }, 'cell.empty B2'],
    ['without a sale price', { 3: undefined }, 'cell.empty D2'],
    ['that is given away', { 3: 0 }, 'number.not-positive D2'],
    ['with a negative sale price', { 3: -1 }, 'number.not-positive D2'],
    ['with a negative cost price', { 4: '-1' }, 'number.negative E2'],
    ['without a stock', { 5: undefined }, 'cell.empty F2'],
    ['with a negative stock', { 5: -1 }, 'number.negative F2'],
    ['with half a piece in stock', { 5: 1.5 }, 'count.not-whole F2'],
    ['with a negative threshold', { 6: -1 }, 'number.negative G2'],
    ['with too long a name', { 1: 'x'.repeat(256) }, 'text.too-long B2'],
    ['with too long a category', { 2: 'x'.repeat(101) }, 'text.too-long C2'],
    ['whose price is not worked out', { 3: { formula: '#DIV/0!' } }, 'cell.fault D2'],
    ['whose price was never worked out', { 3: { formula: '=1+1' } }, 'cell.not-worked-out D2'],
  ])('%s is refused', (_what, changes, expected) => {
    const { plan, errors, counts } = importOf([withRice(changes), sales()]);
    expect(plan).toBeUndefined();
    expect(briefly(errors)).toEqual([expected]);
    expect(counts.products).toMatchObject({ rows: 1, faulty: 1 });
  });

  test.each<[string, Readonly<Record<number, Short>>]>([
    ['without a category', { 2: undefined }],
    ['without a cost price', { 4: undefined }],
    ['that cost nothing', { 4: 0 }],
    ['without a threshold', { 6: undefined }],
    ['with nothing in stock', { 5: 0 }],
    ['that warns at none', { 6: 0 }],
  ])('%s is taken', (_what, changes) => expect(importOf([withRice(changes), sales()]).errors).toEqual([]));

  test('whose code is there already is told with both cells', () => {
    const { errors, counts } = importOf([
      products(rice, ['P002', ...rice.slice(1)], rice, ['p001', ...rice.slice(1)]),
      sales(),
    ]);
    expect(errors).toMatchObject([
      { code: 'product.code-doubled', cell: 'A4', message: { fr: 'Le code « P001 » figure déjà en A2.' } },
      {
        code: 'product.code-case',
        cell: 'A5',
        message: { en: expect.stringContaining('"P001" in A2 by capital letters') },
      },
    ]);
    expect(counts.products).toMatchObject({ rows: 4, faulty: 2 });
  });

  test('that is wrong twice is counted once', () => {
    const { counts } = importOf([products(rice, ['P001', undefined, ...rice.slice(2)]), sales()]);
    expect(counts.products).toMatchObject({ rows: 2, faulty: 1 });
  });

  test('that costs more than it brings is remarked', () => {
    expect(remarksOf(withRice({ 4: 6000 }), sales())).toEqual(['product.cost-above-price E2']);
    expect(remarksOf(withRice({ 4: 5000 }), sales())).toEqual([]);
  });
});

describe('a sale', () => {
  test.each<[string, Readonly<Record<number, Short>>, string]>([
    ['of today', { 0: day('2026-11-26') }, ''],
    ['of tomorrow', { 0: day('2026-11-27') }, 'sale.future A2'],
    ['of 24 months ago', { 0: day('2024-11-26') }, ''],
    ['of a day before', { 0: day('2024-11-25') }, 'sale.too-old A2'],
    ['of nothing', { 2: 0 }, 'number.not-positive C2'],
    ['that was brought back', { 2: -1 }, 'number.not-positive C2'],
    ['of half a piece', { 2: 0.5 }, 'count.not-whole C2'],
    ['for nothing', { 3: 0 }, 'number.not-positive D2'],
    ['of what is not there', { 1: 'P002' }, 'sale.product-unknown B2'],
    ['that is more than an amount holds', { 2: 2_000_000 }, 'sale.total-too-large C2'],
    ['that just fits', { 2: 1, 3: 99_999_999.99 }, ''],
  ])('%s', (_what, changes, expected) => {
    const { plan, errors, counts } = importOf([products(rice), withSale(changes)]);
    expect(briefly(errors)).toEqual(expected === '' ? [] : [expected]);
    expect(plan === undefined).toBe(expected !== '');
    expect(counts.sales.faulty).toBe(expected === '' ? 0 : 1);
  });

  test.each<[Short, string]>([
    [10_000, ''],
    ['10 000 F', ''],
    [{ formula: 10_000 }, ''],
    [{ formula: '=C2*D2' }, ''],
    [10_000.01, 'sale.total-wrong E2'],
    [{ formula: 9999.99 }, 'sale.total-wrong E2'],
    [0, 'sale.total-wrong E2'],
    [-10_000, 'number.negative E2'],
    [{ formula: '#VALUE!' }, 'cell.fault E2'],
  ])('with a total of %j', (total, expected) => {
    const { errors } = importOf([products(rice), sales([...sale, total])]);
    expect(briefly(errors)).toEqual(expected === '' ? [] : [expected]);
  });

  test('with a wrong total is told what it should be', () => {
    const { errors } = importOf([products(rice), sales([sale[0], sale[1], 3, 12.5, 40])]);
    expect(errors[0]).toMatchObject({
      header: 'Total',
      value: '40',
      message: { en: 'The total is 40, but 3 × 12.50 is 37.50.', fr: 'Le total est 40, mais 3 × 12,50 font 37,50.' },
    });
  });

  test('is told everything at once', () => {
    const { errors } = importOf([
      products(rice),
      sales([day('2027-01-01'), 'P9', 2, 5000, 1], [undefined, 'P9', 0, 'x', undefined]),
    ]);
    expect(briefly(errors)).toEqual([
      'sale.future A2',
      'sale.product-unknown B2',
      'sale.total-wrong E2',
      'cell.empty A3',
      'sale.product-unknown B3',
      'number.not-positive C3',
      'number.unreadable D3',
    ]);
  });

  test('finds its product in any letter case, and takes its spelling', () => {
    const { plan, remarks } = importOf([products(rice), withSale({ 1: 'p001' })]);
    expect(plan?.files['sales.csv']).toContain(',P001,');
    expect(briefly(remarks)).toContain('sale.code-case B2');
  });

  test('of a code that lost its zeros is led to the product', () => {
    const { errors } = importOf([products(['001', ...rice.slice(1)]), withSale({ 1: 1 })]);
    expect(errors[0]?.message).toEqual({
      en: 'No product has the code "1". There is "001".',
      fr: 'Aucun produit n’a le code « 1 ». Il y a « 001 ».',
    });
  });

  test('of a product that is at fault is not wrong itself', () => {
    expect(briefly(importOf([withRice({ 3: 'cher' }), sales(sale)]).errors)).toEqual(['number.unreadable D2']);
  });

  test('that repeats another is counted and remarked', () => {
    const { plan, remarks } = importOf([products(rice), sales(sale, sale, [...sale.slice(0, 3), 4000], sale)]);
    expect(plan?.statistics.sales).toBe(4);
    expect(remarks.find(({ code }) => code === 'sale.duplicate')).toMatchObject({ row: 3, count: 2 });
  });
});

describe('the history', () => {
  const monthly = (...months: string[]) => sales(...months.map((month) => [day(`${month}-10`), 'P001', 1, 5000]));

  test.each<[string, ReturnType<typeof sales>, string[]]>([
    ['of six months', monthly('2026-01', '2026-03', '2026-05', '2026-06', '2026-07', '2026-08'), []],
    ['of five', monthly('2026-01', '2026-03', '2026-05', '2026-06', '2026-07', '2026-07'), ['history.short']],
    ['of none', sales(), ['history.none']],
  ])('%s', (_what, table, expected) => {
    const { plan, remarks } = importOf([products(rice), table]);
    expect(plan).toBeDefined();
    expect(briefly(remarks).filter((each) => each.startsWith('history'))).toEqual(expected);
  });
});

test('formulas are told once a column, but not those of the totals', () => {
  const row = [{ formula: day('2026-10-01') }, 'P001', { formula: 2 }, 5000, { formula: 10_000 }] as const;
  const { remarks } = importOf([products(rice), sales(row, row)]);
  expect(remarks.filter(({ code }) => code === 'cell.formula').map(({ cell, count }) => [cell, count])).toEqual([
    ['A2', 2],
    ['C2', 2],
  ]);
});

test('a thousand errors are told, and the others counted', () => {
  const { errors, moreErrors } = importOf([
    products(rice),
    sales(...Array.from({ length: 600 }, () => [day('2026-10-01'), 'P9', 0, 1])),
  ]);
  expect([errors.length, moreErrors]).toEqual([1000, 200]);
});

test('text from the workbook is shown on one line, without what is invisible, and not in full', () => {
  const { errors } = importOf([withRice({ 3: `1\u001b[31m\n${'9'.repeat(500)}` }), sales()]);
  expect(errors[0]?.value).toMatch(/^1 9{57}…$/);
  expect(errors[0]?.message.en).toContain(errors[0]?.value ?? '?');
});

test('a yes or no is told in the words of the language', () => {
  const { errors } = importOf([withRice({ 3: true, 5: false }), sales()]);
  expect(errors.map(({ message }) => [message.en, message.fr])).toEqual([
    ['The cell holds TRUE, a yes or no.', 'La cellule contient VRAI, un oui ou non.'],
    ['The cell holds FALSE, a yes or no.', 'La cellule contient FAUX, un oui ou non.'],
  ]);
});
