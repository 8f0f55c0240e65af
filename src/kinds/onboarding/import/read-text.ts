import { plainText } from '../../../domain/plain-text.ts';
import type { Cell } from '../../../domain/sheet.ts';
import { type Reading, refused, refusedKind } from './reading.ts';

/** Excel keeps 15 digits. */
const largestExact = 999_999_999_999_999;

/** A name: one line, in one form of its accents. A line break in the cell is a blank. */
export function readText(cell: Cell, longest: number): Reading<string> {
  switch (cell.kind) {
    case 'text':
      return measured(cell.text.replace(/\s+/g, ' ').trim().normalize('NFC'), longest);
    case 'number':
      return measured(String(cell.value), longest);
    default:
      return refusedKind(cell);
  }
}

/** A code: as a name, but a number is told of, for Excel makes 1 of 001, and a line break is not part of a code. */
export function readCode(cell: Cell, longest: number): Reading<string> {
  if (cell.kind === 'text' && /[\t\n\r\u2028\u2029]/.test(cell.text.trim())) return refused('text.invisible');
  if (cell.kind === 'number' && !(Math.abs(cell.value) <= largestExact)) return refused('code.long-number');
  const read = readText(cell, longest);
  return cell.kind === 'number' && 'value' in read ? { ...read, notes: [{ code: 'code.number' }] } : read;
}

function measured(text: string, longest: number): Reading<string> {
  if (plainText(text) !== text) return refused('text.invisible');
  if (text.length <= longest) return { value: text };
  const { length } = [...text];
  if (length <= longest) return { value: text };
  return refused('text.too-long', { length: String(length), longest: String(longest) });
}
