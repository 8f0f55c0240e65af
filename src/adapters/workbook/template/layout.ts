import type { TemplateSheet } from '../../../ports/workbook.ts';

/** Lines, then an example with a line that says so, then the titles of the columns; rows to fill in follow. */
export function headRow({ instructions, example }: TemplateSheet): number {
  return instructions.length + (example.length > 0 ? 2 : 0) + 1;
}

/** Rules hold for more rows than are laid out: people go on below. */
export function lastRuledRow(sheet: TemplateSheet): number {
  return headRow(sheet) + Math.max(sheet.rows, 20_000);
}

/** So many rows below the titles are printed; the foot of each page says so. */
export function printedRows({ rows }: TemplateSheet): number {
  return Math.min(rows, 100);
}
