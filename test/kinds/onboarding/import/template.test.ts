import { describe, expect, test } from 'vitest';
import type { WorkbookTemplate } from '../../../../src/domain/sheet.ts';
import { startImport } from '../../../../src/kinds/onboarding/import/import.ts';
import { templateOf } from '../../../../src/kinds/onboarding/import/template.ts';
import { cell, now, rice, type Short } from './workbook.ts';

const settings = { company: 'Boutique Awa', locale: 'fr', now } as const;
const dates = (template: WorkbookTemplate) => template.sheets[1]?.columns[0]?.rule;

/** Fills a template in as its adapter lays it out: instructions, titles, the example, rows. */
function filledIn(
  { sheets }: WorkbookTemplate,
  rows: Readonly<Record<number, readonly (readonly Short[])[]>>,
  keepExample = true,
) {
  const running = startImport({
    sheets: sheets.map(({ name }) => ({ name, hidden: false, merged: [] })),
    locale: 'fr',
    now,
  });
  for (const [index, { name, instructions, columns, example }] of sheets.entries()) {
    const all = [
      ...instructions.map((line) => [cell(line)]),
      columns.map(({ title }) => cell(title)),
      ...(keepExample ? [example] : []),
      ...(rows[index] ?? []).map((row) => row.map(cell)),
    ];
    all.forEach((cells, at) => {
      running.add(name, { row: at + 1, hidden: false, cells });
    });
  }
  return running.finish();
}

describe.each(['fr', 'en'] as const)('a template in %s', (locale) => {
  const template = templateOf({ ...settings, locale });

  test('is read again when it is filled in, without its examples', () => {
    const { plan, errors, remarks, counts } = filledIn(template, {
      0: [rice],
      1: [['2026-10-01', 'P001', 1, 5000, { formula: 5000 }]],
    });
    expect(errors).toEqual([]);
    expect(plan?.statistics).toMatchObject({ products: 1, sales: 1 });
    expect([counts.products.examples, counts.sales.examples]).toEqual([1, 1]);
    expect(remarks.map(({ code }) => code)).toEqual(['row.example', 'history.short', 'row.example']);
  });

  test('that comes back as it is has no products', () => {
    expect(filledIn(template, {}).errors.map(({ code }) => code)).toEqual(['table.empty']);
  });

  test('has a note for each column, and as many cells in its examples', () => {
    for (const { columns, example } of template.sheets) {
      expect(example).toHaveLength(columns.length);
      expect(columns.filter(({ note }) => note === '')).toEqual([]);
    }
  });
});

test('an example that was changed counts', () => {
  const [first, second] = templateOf(settings).sheets;
  const change = (example: typeof first, at: number, value: number) =>
    (example?.example ?? []).map((each, index): typeof each => (index === at ? { kind: 'number', value } : each));
  const running = startImport({
    sheets: ['Produits', 'Ventes'].map((name) => ({ name, hidden: false, merged: [] })),
    locale: 'fr',
    now,
  });
  const titles = (sheet: typeof first) => (sheet?.columns ?? []).map(({ title }) => cell(title));
  running.add('Produits', { row: 1, hidden: false, cells: titles(first) });
  running.add('Produits', { row: 2, hidden: false, cells: change(first, 3, 5500) });
  running.add('Ventes', { row: 1, hidden: false, cells: titles(second) });
  running.add('Ventes', { row: 2, hidden: false, cells: change(second, 4, 1) });
  expect(running.finish().counts).toMatchObject({ products: { rows: 1, examples: 0 }, sales: { examples: 1 } });
});

describe('its period', () => {
  test.each([
    [undefined, undefined, '2024-11-26', '2026-12-26'],
    ['2026-09-01', '2026-10-01', '2026-05-26', '2026-11-26'],
    ['2020-01-01', '2030-01-01', '2024-11-26', '2026-12-26'],
    ['2025-11-01', '2026-12-01', '2025-11-01', '2026-12-01'],
  ])('of %s to %s is %s to %s', (from, to, first, last) => {
    const template = templateOf({ ...settings, ...(from && { from }), ...(to && { to }) });
    expect(dates(template)).toEqual({ kind: 'date', from: first, to: last });
    expect(template.sheets[1]?.instructions.join(' ')).toContain(`du ${first} au ${last}`);
  });

  test('ends with a shorter month', () => {
    expect(dates(templateOf({ ...settings, now: '2026-08-31T00:00:00Z' }))).toEqual({
      kind: 'date',
      from: '2024-08-31',
      to: '2026-09-30',
    });
  });
});

test('its columns ask for what is read', () => {
  const logo = new Uint8Array([1]);
  const template = templateOf({ ...settings, categories: ['Pagnes'], logo });
  const rules = template.sheets.map(({ columns }) =>
    Object.fromEntries(columns.map(({ title, rule, formula }) => [title, rule ?? formula])),
  );
  expect(rules).toEqual([
    {
      Code: { kind: 'unique' },
      Nom: undefined,
      Catégorie: { kind: 'list', values: ['Pagnes'], strict: false },
      'Prix Vente': { kind: 'number', min: 0, exclusive: true, whole: false },
      'Prix Achat': { kind: 'number', min: 0, exclusive: false, whole: false },
      'Stock Initial': { kind: 'number', min: 0, exclusive: false, whole: true },
      'Seuil Alerte': { kind: 'number', min: 0, exclusive: false, whole: true },
    },
    {
      'Date (YYYY-MM-DD)': { kind: 'date', from: '2024-11-26', to: '2026-12-26' },
      'Code Produit': { kind: 'from-sheet', sheet: 'Produits', column: 1 },
      Quantité: { kind: 'number', min: 0, exclusive: true, whole: true },
      'Prix Unitaire': { kind: 'number', min: 0, exclusive: true, whole: false },
      Total: 'IF(OR(C{row}="",D{row}=""),"",C{row}*D{row})',
    },
  ]);
  expect(template).toMatchObject({ company: 'Boutique Awa', logo, at: '2026-11-26T08:00:00.000Z' });
});
