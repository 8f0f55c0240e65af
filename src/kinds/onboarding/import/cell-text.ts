import type { Cell } from '../../../domain/sheet.ts';

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
