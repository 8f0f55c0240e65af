import type { Cell } from '../../../domain/sheet.ts';
import { damaged, type Place } from '../refusal.ts';
import { decodeCell } from '../xml/values.ts';
import { dayOf, dayOfText } from './day-of.ts';

/** What all cells of a workbook are read by. */
export interface Tables {
  texts: readonly string[];
  dateStyles: readonly boolean[];
  from1904: boolean;
}

/** A cell as it is written. */
export interface RawCell {
  type: string;
  style: number;
  value: string | undefined;
  inline: string;
  formula: string | undefined;
}

export function cellOf(raw: RawCell, tables: Tables, place: () => Place): Cell {
  const { formula } = raw;
  if (formula === undefined) return plainCell(raw, tables, place);
  const neverWorkedOut = (raw.value === undefined || raw.value === '') && raw.type !== 'str';
  if (neverWorkedOut) return { formula: true, kind: 'fault', text: `=${formula}` };
  const cell = plainCell(raw, tables, place);
  return { formula: true, ...(cell.kind === 'text' && cell.text === '' ? { kind: 'empty' } : cell) };
}

function plainCell(raw: RawCell, tables: Tables, place: () => Place): Cell {
  const { type, value = '' } = raw;
  if (type === 'inlineStr') return { kind: 'text', text: decodeCell(raw.inline) };
  if (type === 'str') return { kind: 'text', text: decodeCell(value) };
  if (value === '') return { kind: 'empty' };
  if (type === 's') return { kind: 'text', text: sharedText(value, tables, place) };
  if (type === 'b') return { kind: 'boolean', value: value === '1' || value === 'true' };
  if (type === 'e') return { kind: 'fault', text: value };
  if (type === 'd') {
    const date = dayOfText(value);
    return date === undefined ? { kind: 'fault', text: value } : { kind: 'date', date };
  }
  const number = Number(value);
  if (type !== 'n' || !Number.isFinite(number)) return { kind: 'fault', text: value };
  const date = tables.dateStyles[raw.style] === true ? dayOf(number, tables.from1904) : undefined;
  return date === undefined ? { kind: 'number', value: number } : { kind: 'date', date };
}

function sharedText(value: string, { texts }: Tables, place: () => Place): string {
  const text = /^\d+$/.test(value) ? texts[Number(value)] : undefined;
  if (text === undefined)
    throw damaged(`the cell names text number ${value}, and the workbook has ${texts.length}`, place());
  return text;
}
