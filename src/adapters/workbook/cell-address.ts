import { lastColumn, lastRow } from './limits.ts';

export interface Address {
  row: number;
  column: number;
}

/** Undefined for what is no cell of a sheet. */
export function readAddress(name: string): Address | undefined {
  let column = 0;
  let at = 0;
  for (; at < name.length; at += 1) {
    const letter = name.charCodeAt(at);
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (at === 0 || at > 3 || at === name.length || name.length - at > 7) return undefined;
  let row = 0;
  for (; at < name.length; at += 1) {
    const digit = name.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  return row < 1 || row > lastRow || column > lastColumn ? undefined : { row, column };
}
