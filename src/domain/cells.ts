import type { Cell } from './sheet.ts';

/** Blank text counts as empty: a formula that gives "" looks empty too. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell.kind === 'empty' || (cell.kind === 'text' && cell.text.trim() === '');
}

/** What a cell shows, near enough for a message. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'date':
      return cell.date;
    case 'number':
    case 'boolean':
      return String(cell.value).toUpperCase();
    default:
      return cell.text;
  }
}

/** The letters of a column that counts from 1. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Row 7 of column 2 is B7. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}
