import { plainLine } from '../../domain/plain-text.ts';
import { RgzError } from '../../errors/rgz-error.ts';

export interface Place {
  part?: string;
  sheet?: string;
  cell?: string;
}

const longest = 80;

/** Why a file is not taken as a workbook, where that is in it, and what to do. */
export function refusal(what: string, remedy: string, place: Place = {}, cause?: unknown): RgzError {
  const where = [
    ['sheet', place.sheet],
    ['cell', place.cell],
    ['part', place.part],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${quoted(value)}`]));
  const message = where.length === 0 ? what : `${where.join(', ')}: ${what}`;
  return new RgzError('workbook.refused', message, { remedy: [remedy], cause });
}

/** Text from the file on one line, not longer than it takes to know it again. */
export function quoted(text: string): string {
  const line = plainLine(text.slice(0, 4 * longest));
  return `"${line.length > longest ? `${line.slice(0, longest)}…` : line}"`;
}

const openAndSave = 'open the file in a spreadsheet program, save it as .xlsx, and give that file';

/** The file is not whole, or breaks the rules of its format. */
export function damaged(what: string, place: Place = {}, cause?: unknown): RgzError {
  return refusal(what, openAndSave, place, cause);
}
