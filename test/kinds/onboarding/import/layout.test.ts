import { describe, expect, test } from 'vitest';
import { briefly, importOf, products, productTitles, rice, type Short, sale, sales, saleTitles } from './workbook.ts';

const titled = (...titles: Short[]) => ({ name: 'Produits', rows: [titles, rice] });
const [code, name, category, salePrice, costPrice, stock, threshold] = productTitles;

describe('the sheets', () => {
  test.each([
    ['Produits', 'Ventes'],
    ['Products', 'Sales'],
    [' PRODUITS ', 'ventes'],
    ['Ventes', 'Products'],
  ])('"%s" and "%s" are found', (one, other) => {
    const tables = [products(rice), sales(sale)].map((table, index) => ({ ...table, name: [one, other][index] ?? '' }));
    const swapped =
      one === 'Ventes'
        ? [
            { ...sales(sale), name: one },
            { ...products(rice), name: other },
          ]
        : tables;
    expect(importOf(swapped).plan?.statistics).toMatchObject({ products: 1, sales: 1 });
  });

  test('are missed by name, with those that are there', () => {
    const { plan, errors } = importOf([{ ...products(rice), name: 'Stock' }, sales(sale)]);
    expect(plan).toBeUndefined();
    expect(errors).toMatchObject([
      {
        code: 'sheet.missing',
        sheet: 'Produits',
        row: 0,
        cell: '',
        message: { fr: expect.stringContaining('« Stock », « Ventes »') },
      },
    ]);
  });

  test('without their sales miss the sheet', () => {
    expect(importOf([products(rice)]).errors).toMatchObject([{ code: 'sheet.missing', sheet: 'Ventes' }]);
  });

  test('may be there only once', () => {
    const { errors } = importOf([products(rice), { ...products(rice), name: 'Produits (2)' }, sales(sale)]);
    expect(errors).toMatchObject([{ code: 'sheet.doubled', sheet: 'Produits (2)' }]);
  });

  test('that are hidden are read and told', () => {
    const { plan, remarks } = importOf([{ ...products(rice), info: { hidden: true } }, sales(sale)]);
    expect(plan?.statistics.products).toBe(1);
    expect(briefly(remarks)).toContain('sheet.hidden');
  });
});

describe('the titles', () => {
  test('stand below instructions, in any spelling, order and language', () => {
    const rows = [
      ['Vos produits'],
      [undefined],
      ['Code et nom sont nécessaires'],
      ['NOM *', 'code', 'categorie', 'Prix  vente (FCFA)', 'Cost price', 'STOCK INITIAL', 'Alert Threshold'],
      ['Riz', 'P001', 'Alimentation', 5000, 3500, 10, 2],
    ];
    const { plan, errors } = importOf([{ name: 'Produits', rows }, sales()]);
    expect(errors).toEqual([]);
    expect(plan?.files['products.csv']).toContain('\nP001,Riz,Alimentation,5000.00,3500.00,10,2\n');
  });

  test('are missed when no row has two of them', () => {
    const { errors } = importOf([{ name: 'Produits', rows: [['Article', 'Libellé'], rice] }, sales(sale)]);
    expect(errors).toMatchObject([{ code: 'table.missing', message: { fr: expect.stringContaining('Code, Nom,') } }]);
  });

  test('are looked for in the first fifty rows', () => {
    const below = (blank: number) => ({ name: 'Produits', rows: [...Array(blank).fill(['…']), productTitles, rice] });
    expect(importOf([below(49), sales()]).plan?.statistics.products).toBe(1);
    expect(briefly(importOf([below(50), sales()]).errors)).toEqual(['table.missing']);
  });

  test.each<[string, Short[], string[], string[]]>([
    ['one is gone', [code, name, category, salePrice, costPrice, stock], ['header.missing G1'], ['column.untitled G2']],
    [
      'the first is gone',
      [undefined, name, category, salePrice, costPrice, stock, threshold],
      ['header.missing A1'],
      ['column.untitled A2'],
    ],
    [
      'one is like another',
      [code, name, category, 'Prix de vente', costPrice, stock, threshold],
      ['header.renamed D1'],
      [],
    ],
    ['one is mistyped', [code, name, 'Catgorie', salePrice, costPrice, stock, threshold], ['header.renamed C1'], []],
    [
      'one has another word in its place',
      [code, name, 'Rayon', salePrice, costPrice, stock, threshold],
      ['header.renamed C1'],
      [],
    ],
    [
      'one is elsewhere under another word',
      [code, name, salePrice, costPrice, stock, threshold, 'Rayon'],
      ['header.missing H1'],
      ['header.unknown G1'],
    ],
    [
      'one is there twice',
      [code, name, category, salePrice, costPrice, stock, threshold, 'nom'],
      ['header.doubled H1'],
      [],
    ],
    [
      'one is new',
      [code, name, category, salePrice, costPrice, stock, threshold, 'Fournisseur'],
      [],
      ['header.unknown H1'],
    ],
  ])('%s', (_what, titles, expected, remarked) => {
    const { errors, remarks } = importOf([titled(...titles), sales()]);
    expect(briefly(errors.filter(({ row }) => row === 1))).toEqual(expected);
    expect(briefly(remarks).filter((each) => !each.startsWith('history'))).toEqual(remarked);
  });

  test('say where the other is, and what is expected', () => {
    const renamed = importOf([titled(code, name, category, 'Prix de vente', costPrice, stock, threshold), sales()]);
    expect(renamed.errors[0]).toMatchObject({
      value: 'Prix de vente',
      message: { fr: 'Le titre est « Prix de vente » alors que « Prix Vente » est attendu.' },
      remedy: { fr: 'Écrivez « Prix Vente » dans cette cellule.' },
    });
    const doubled = importOf([titled(...productTitles, 'Name'), sales()], { locale: 'en' });
    expect(doubled.errors[0]?.message.en).toBe('The column "Name" is there twice, in B1 as well.');
  });

  test('that are too many to be compared do not take long', () => {
    const titles = [
      'Code',
      'Nom',
      ...Array.from({ length: 16_000 }, (_, index) => `colonne ${index} ${'x'.repeat(60)}`),
    ];
    const { errors, remarks } = importOf([titled(...titles), sales()]);
    expect(errors.length).toBeGreaterThan(4);
    expect(remarks.length).toBeLessThanOrEqual(200);
  });

  test('of sales may do without a total', () => {
    const { errors } = importOf([products(rice), { name: 'Ventes', rows: [saleTitles.slice(0, 4), sale] }]);
    expect(errors).toEqual([]);
  });

  test('of sales that are missing hide no product', () => {
    const rows = [
      ['Nom', 'Prix Vente'],
      ['Riz', 5000],
    ];
    const { errors } = importOf([{ name: 'Produits', rows }, sales(sale)]);
    expect(errors.map((each) => each.code)).not.toContain('sale.product-unknown');
  });
});

describe('rows', () => {
  test('that nobody filled in are passed over', () => {
    const filler = [undefined, ' ', undefined, undefined, { formula: '' }];
    const zero = [undefined, undefined, undefined, undefined, { formula: 0 }];
    const { errors, counts } = importOf([products(rice), sales(sale, filler, zero)]);
    expect(errors).toEqual([]);
    expect(counts.sales).toEqual({ rows: 1, faulty: 0, examples: 0, hidden: 0 });
  });

  test('that are half filled in are not', () => {
    const { errors, counts } = importOf([products(rice), sales([undefined, undefined, undefined, undefined, 5])]);
    expect(briefly(errors)).toEqual(['cell.empty A2', 'cell.empty B2', 'cell.empty C2', 'cell.empty D2']);
    expect(counts.sales).toMatchObject({ rows: 1, faulty: 1 });
  });

  test('that are hidden are read and told by number', () => {
    const { plan, remarks, counts } = importOf([
      products(rice),
      { ...sales(sale, sale, sale, sale), hiddenRows: [2, 3, 5] },
    ]);
    expect(plan?.statistics.sales).toBe(4);
    expect(counts.sales.hidden).toBe(3);
    expect(remarks.find((each) => each.code === 'row.hidden')).toMatchObject({
      count: 3,
      message: { en: 'Hidden, but read: rows 2–3, 5.', fr: 'Masqué, mais lu : lignes 2 à 3, 5.' },
    });
  });

  test('of which many are told about are counted after a dozen', () => {
    const rows = Array.from({ length: 40 }, () => sale);
    const hiddenRows = rows.flatMap((_, index) => (index % 2 === 0 ? index + 2 : []));
    const { remarks } = importOf([products(rice), { ...sales(...rows), hiddenRows }]);
    expect(remarks.find((each) => each.code === 'row.hidden')?.message.en).toMatch(
      /^Hidden, but read: rows 2, .* 24 and 8 more\.$/,
    );
  });

  test.each([
    [{ top: 2, left: 3, bottom: 3, right: 3 }, ['table.merged C2']],
    [{ top: 1, left: 1, bottom: 1, right: 2 }, ['table.merged A1']],
    [{ top: 2, left: 8, bottom: 3, right: 9 }, []],
  ])('with merged cells %j', (range, expected) => {
    const { errors } = importOf([{ ...products(rice), info: { merged: [range] } }, sales()]);
    expect(briefly(errors)).toEqual(expected);
  });

  test('above the table may be merged', () => {
    const rows = [['Vos produits'], productTitles, rice];
    const merged = [{ top: 1, left: 1, bottom: 1, right: 7 }];
    expect(importOf([{ name: 'Produits', rows, info: { merged } }, sales()]).errors).toEqual([]);
  });

  test.each(['TOTAL', 'Total :', 'Somme', 'Sous-total', 'Grand Total'])(
    'that say "%s" are told once, as what they are',
    (word) => {
      const { errors, counts } = importOf([
        products(rice, [word, undefined, undefined, undefined, undefined, 10]),
        sales(sale, [word, undefined, 2, undefined, 10_000]),
      ]);
      expect(briefly(errors)).toEqual(['row.sum A3', 'row.sum A3']);
      expect([counts.products.rows, counts.sales.rows]).toEqual([1, 1]);
    },
  );

  test('of a product that is called so are none', () => {
    expect(importOf([products(['TOTAL', 'Total, eau 1,5 l', ...rice.slice(2)]), sales()]).errors).toEqual([]);
  });

  test('have to be there for products', () => {
    expect(briefly(importOf([products(), sales()]).errors)).toEqual(['table.empty A2']);
  });
});
