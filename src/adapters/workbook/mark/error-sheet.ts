import { cellName } from '../../../domain/cells.ts';
import type { Locale } from '../../../domain/notice.ts';
import type { CellMark } from '../../../ports/workbook.ts';
import { workbookLimits } from '../limits.ts';
import { encodeCell, escapeXml } from '../xml/values.ts';

export const errorWords = {
  en: { sheet: 'Errors', titles: ['Sheet', 'Cell', 'Value', 'What is wrong'] },
  fr: { sheet: 'Erreurs', titles: ['Feuille', 'Cellule', 'Valeur', 'Ce qui ne va pas'] },
} as const;

export interface ListedMark extends CellMark {
  /** Whether the sheet is in the workbook, so that a link leads there. */
  there: boolean;
}

const widths = [20, 10, 30, 80];

/** Links beyond this many make a program slow to open. */
const mostLinks = 5000;

/** A sheet that lists what is wrong, each with a link to its cell. Everything in it is text. */
export function errorSheet(
  marks: readonly ListedMark[],
  locale: Locale,
  looks: { text: number; title: number },
): string {
  const rows = [row(1, errorWords[locale].titles, looks.title)];
  const links: string[] = [];
  for (const [index, { sheet, row: at, column, value, message, there }] of marks.entries()) {
    const cell = cellName(at, column);
    rows.push(row(index + 2, [sheet, cell, value, message], looks.text));
    if (there && links.length < mostLinks)
      links.push(
        `<hyperlink ref="B${index + 2}" location="${escapeXml(`'${sheet.replaceAll("'", "''")}'!${cell}`)}" display="${cell}"/>`,
      );
  }
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>${links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`}<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function row(number: number, texts: readonly string[], look: number): string {
  const cells = texts.map((text, index) => {
    if (text === '') return '';
    const short = encodeCell(text.slice(0, workbookLimits.cell - 10));
    return `<c r="${cellName(number, index + 1)}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${short}</t></is></c>`;
  });
  const lines = Math.max(...texts.map((text, index) => Math.ceil((text.length * 1.1) / (widths[index] ?? 1))), 1);
  return `<row r="${number}" ht="${15 * Math.min(lines, 20)}" customHeight="1">${cells.join('')}</row>`;
}
