import type { Cell, Row, SheetInfo } from '../../../../src/domain/sheet.ts';
import type { Finding } from '../../../../src/kinds/onboarding/import/findings.ts';
import {
  type ImportOutcome,
  type ImportSettings,
  startImport,
} from '../../../../src/kinds/onboarding/import/import.ts';

/** A cell in short: a day as a Date, a fault as a text that begins with #, a formula as { formula: value }, or { formula: '=…' } where it was never worked out. */
export type Short = string | number | boolean | Date | undefined | { formula: Exclude<Short, { formula: unknown }> };

export const now = '2026-11-26T08:00:00Z';

export function cell(short: Short): Cell {
  if (short === undefined) return { kind: 'empty' };
  if (short instanceof Date) return { kind: 'date', date: short.toISOString().slice(0, 10) };
  if (typeof short === 'number') return { kind: 'number', value: short };
  if (typeof short === 'boolean') return { kind: 'boolean', value: short };
  if (typeof short === 'object')
    return `${short.formula}`.startsWith('=')
      ? { kind: 'fault', text: `${short.formula}`, formula: true }
      : { ...cell(short.formula), formula: true };
  return short.startsWith('#') ? { kind: 'fault', text: short } : { kind: 'text', text: short };
}

export const day = (text: string) => new Date(`${text}T00:00:00Z`);

export interface Table {
  name: string;
  rows: readonly (readonly Short[])[];
  hiddenRows?: readonly number[];
  info?: Partial<SheetInfo>;
}

export const productTitles = ['Code', 'Nom', 'Catégorie', 'Prix Vente', 'Prix Achat', 'Stock Initial', 'Seuil Alerte'];
export const saleTitles = ['Date (YYYY-MM-DD)', 'Code Produit', 'Quantité', 'Prix Unitaire', 'Total'];
export const rice = ['P001', 'Riz 5 kg', 'Alimentation', 5000, 3500, 10, 2] as const;
export const sale = [day('2026-10-01'), 'P001', 2, 5000] as const;

export const products = (...rows: readonly (readonly Short[])[]): Table => ({
  name: 'Produits',
  rows: [productTitles, ...rows],
});
export const sales = (...rows: readonly (readonly Short[])[]): Table => ({
  name: 'Ventes',
  rows: [saleTitles, ...rows],
});

/** Row 1 is the first of `rows`; one that holds nothing is not told, as no adapter tells it. */
export function rowsOf({ rows, hiddenRows = [] }: Table): Row[] {
  return rows.flatMap((shorts, index) =>
    shorts.every((short) => short === undefined)
      ? []
      : [{ row: index + 1, hidden: hiddenRows.includes(index + 1), cells: shorts.map(cell) }],
  );
}

export function importOf(tables: readonly Table[], settings: Partial<ImportSettings> = {}): ImportOutcome {
  const sheets = tables.map(({ name, info }) => ({ name, hidden: false, merged: [], ...info }));
  const running = startImport({ sheets, locale: 'fr', now, ...settings });
  for (const name of running.sheets)
    for (const table of tables.filter((each) => each.name === name))
      for (const row of rowsOf(table)) running.add(name, row);
  return running.finish();
}

/** Errors and remarks as `code cell`. */
export function briefly(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, cell: where }) => `${code} ${where}`.trim());
}
