import type { Cell as WrittenCell } from 'hucre/xlsx';
import type { Cell } from '../../../domain/sheet.ts';
import { serialOf } from './rules.ts';

/** Text as text, whatever it begins with: never a formula, an error or a number. */
export function textCell(text: string): Partial<WrittenCell> {
  const safe = text
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  // The writer takes a text such as #N/A for an error, unless its parts are given.
  return safe.startsWith('#') ? { value: null, richText: [{ text: safe }] } : { value: safe };
}

export function valueCell(cell: Cell): Partial<WrittenCell> {
  switch (cell.kind) {
    case 'text':
    case 'fault':
      return textCell(cell.text);
    case 'number':
    case 'boolean':
      return { value: cell.value };
    case 'date':
      return { value: serialOf(cell.date) };
    case 'empty':
      return { value: null };
  }
}
