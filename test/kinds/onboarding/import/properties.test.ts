import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellName } from '../../../../src/domain/cells.ts';
import { readCsv } from '../../../../src/domain/csv.ts';
import type { Cell, Row } from '../../../../src/domain/sheet.ts';
import { startImport } from '../../../../src/kinds/onboarding/import/import.ts';
import { rereadFiles } from '../../../../src/kinds/onboarding/import/reread.ts';
import { cell, day, importOf, now, products, productTitles, type Short, sales, saleTitles } from './workbook.ts';

const cents = fc.integer({ min: 1, max: 9_999_999 }).map((amount) => amount / 100);
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => /^[^\s#'"]+$/u.test(text) && text === text.normalize('NFC') && !/\p{C}/u.test(text));
const product = fc.tuple(
  name,
  name,
  fc.option(name, { nil: undefined }),
  cents,
  fc.option(cents, { nil: undefined }),
  fc.nat(2_147_483_647),
  fc.option(fc.nat(1000), { nil: undefined }),
);
const productRows = fc.uniqueArray(product, { minLength: 1, maxLength: 6, selector: ([code]) => code.toLowerCase() });
const monthDay = fc
  .tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 25 }))
  .map(([month, date]) => day(`2026-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`));

/** Products, and sales of them. */
const shop = productRows.chain((rows) =>
  fc.record({
    rows: fc.constant<readonly (readonly Short[])[]>(rows),
    sold: fc.array(
      fc.tuple(monthDay, fc.constantFrom(...rows.map(([code]) => code)), fc.integer({ min: 1, max: 1000 }), cents),
      { maxLength: 12 },
    ),
  }),
);

/** The same in another order. */
const shuffled = shop.chain(({ rows, sold }) =>
  fc.record({
    rows: fc.constant(rows),
    sold: fc.constant(sold),
    otherRows: fc.shuffledSubarray([...rows], { minLength: rows.length }),
    otherSold: fc.shuffledSubarray(sold, { minLength: sold.length }),
  }),
);

/** What a file of a plan says below its titles. */
function rowsOf(file = ''): readonly (readonly string[])[] {
  const read = readCsv(file);
  if ('refused' in read) throw new Error(read.refused);
  return read.rows.slice(1);
}

describe('a plan', () => {
  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(shuffled, ({ rows, sold, otherRows, otherSold }) => {
        const one = importOf([products(...rows), sales(...sold)]);
        expect(one.errors).toEqual([]);
        expect(importOf([products(...otherRows), sales(...otherSold)]).plan).toEqual(one.plan);
      }),
    );
  });

  test('comes out of its own files again, on the day that it was made', () => {
    fc.assert(
      fc.property(shop, ({ rows, sold }) => {
        const { plan } = importOf([products(...rows), sales(...sold)]);
        const again = plan && rereadFiles(plan.files, now);
        expect(again).toMatchObject({ plan, errors: [] });
      }),
    );
  });

  test('is made again from its own files', () => {
    fc.assert(
      fc.property(shop, ({ rows, sold }) => {
        const { plan } = importOf([products(...rows), sales(...sold)]);
        const again = importOf([
          products(
            ...rowsOf(plan?.files['products.csv']).map(([code, title, category, price, cost, stock, threshold]) => [
              code,
              title,
              category || undefined,
              Number(price),
              cost === '' ? undefined : Number(cost),
              Number(stock),
              threshold === '' ? undefined : Number(threshold),
            ]),
          ),
          sales(
            ...rowsOf(plan?.files['sales.csv']).map(([date = '', code, quantity, price]) => [
              day(date),
              code,
              Number(quantity),
              Number(price),
            ]),
          ),
        ]);
        expect(again.plan).toEqual(plan);
      }),
    );
  });
});

const faulty: fc.Arbitrary<Short> = fc.constantFrom<Short[]>(true, '#N/A', 'x\u202e', day('2020-01-01'), '\u0007');

test('an error is told of the cell that it is in, and of no other', () => {
  fc.assert(
    fc.property(
      shop,
      fc.nat(),
      fc.nat(),
      faulty,
      fc.boolean(),
      ({ rows, sold }, rowSeed, columnSeed, wrong, isSale) => {
        const tables = [rows.map((row) => [...row]), sold.map((row): Short[] => [...row])];
        const table = tables[isSale && sold.length > 0 ? 1 : 0] ?? [];
        const titles = table === tables[1] ? saleTitles.slice(0, 4) : productTitles;
        const [row, column] = [rowSeed % table.length, columnSeed % titles.length];
        const spoiled = table[row];
        if (spoiled === undefined) throw new Error('no such row');
        spoiled[column] = wrong;
        // A code that is gone takes the sales of its product along.
        if (table === tables[0] && column === 0) tables[1] = [];
        const { errors } = importOf([products(...(tables[0] ?? [])), sales(...(tables[1] ?? []))]);
        expect(errors.map((error) => [error.sheet, error.cell, error.header])).toEqual([
          [table === tables[0] ? 'Produits' : 'Ventes', cellName(row + 2, column + 1), titles[column]],
        ]);
      },
    ),
  );
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'0123456789 .,-/F€\u00a0'), maxLength: 20 }),
  fc.constantFrom(...productTitles, ...saleTitles, 'EXEMPLE-001', '__proto__', 'constructor', '{title}', '$&'),
);
const anyCell: fc.Arbitrary<Cell> = fc
  .oneof(
    fc.constant<Cell>({ kind: 'empty' }),
    anyText.map((text): Cell => ({ kind: 'text', text })),
    fc
      .oneof(fc.double(), fc.integer(), fc.integer({ min: 40_000, max: 50_000 }))
      .map((value): Cell => ({ kind: 'number', value })),
    fc.boolean().map((value): Cell => ({ kind: 'boolean', value })),
    anyText.map((date): Cell => ({ kind: 'date', date })),
    anyText.map((text): Cell => ({ kind: 'fault', text })),
  )
  .chain((each) => fc.constantFrom<Cell>(each, { ...each, formula: true }));
const anyRows = fc.array(
  fc.record({
    row: fc.integer({ min: 1, max: 1_048_576 }),
    hidden: fc.boolean(),
    cells: fc.array(anyCell, { maxLength: 9 }),
  }),
  {
    maxLength: 8,
  },
);

test('no cells are too strange to be told about', () => {
  const titleRow = (titles: readonly string[]): Row => ({ row: 1, hidden: false, cells: titles.map(cell) });
  fc.assert(
    fc.property(
      anyRows,
      anyRows,
      fc.constantFrom('fr' as const, 'en' as const),
      fc.boolean(),
      (one, other, locale, titled) => {
        const sheets = ['Produits', 'Ventes'].map((sheet) => ({ name: sheet, hidden: false, merged: [] }));
        const running = startImport({ sheets, locale, now });
        for (const row of [...(titled ? [titleRow(productTitles)] : []), ...one]) running.add('Produits', row);
        for (const row of [...(titled ? [titleRow(saleTitles)] : []), ...other]) running.add('Ventes', row);
        const { plan, errors, remarks } = running.finish();
        expect(plan === undefined).toBe(errors.length > 0);
        for (const { message, remedy, value } of [...errors, ...remarks])
          for (const text of [message.en, message.fr, remedy.en, remedy.fr, value])
            expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]|\{(?!title\})\w+\}|undefined|NaN \w/);
      },
    ),
    { numRuns: 300 },
  );
});
