import type { Locale } from '../../../domain/notice.ts';
import type { CellMark } from '../../../domain/sheet.ts';
import type { Finding } from './findings.ts';
import { shown } from './texts.ts';

/** The findings that are about one cell, as they are written into a copy of the workbook. */
export function marksOf(findings: readonly Finding[], locale: Locale): readonly CellMark[] {
  return findings
    .filter(({ cell }) => cell !== '')
    .map(({ sheet, row, column, value, message, remedy }) => ({
      sheet,
      row,
      column,
      value,
      message: `${message[locale]} ${remedy[locale]}`,
    }));
}

/** One finding on one line: `Ventes, D7 (Prix Unitaire): …`. */
export function lineOf({ sheet, cell, header, message, remedy }: Finding, locale: Locale): string {
  const place = [shown(sheet), ...(cell === '' ? [] : [cell])].join(', ');
  const colon = locale === 'fr' ? ' : ' : ': ';
  return `${place}${header === '' || cell === '' ? '' : ` (${header})`}${colon}${message[locale]} ${remedy[locale]}`;
}
