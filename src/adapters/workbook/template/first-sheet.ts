import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import type { WorkbookTemplate } from '../../../ports/workbook.ts';
import { locked } from './data-sheet.ts';
import { logoHeight, logoSize } from './logo.ts';
import { colours, looks } from './looks.ts';
import { textCell } from './values.ts';
import { wordsOf } from './words.ts';

const widths = [24, 26, 70];

/** What the workbook is, for whom, and what goes into each column. */
export function firstSheet(template: WorkbookTemplate): WriteSheet {
  const { title, company, lines, logo, locale, sheets } = template;
  const words = wordsOf[locale];
  const cells = new Map<string, Partial<Cell>>();
  const merges: NonNullable<WriteSheet['merges']> = [];
  const heights = new Map<number, { height: number }>();
  let row = 0;
  const across = (text: string, style: CellStyle, height: number): void => {
    cells.set(`${row},0`, { ...textCell(text), style });
    merges.push({ startRow: row, startCol: 0, endRow: row, endCol: widths.length - 1 });
    heights.set(row, { height });
    row += 1;
  };
  if (logo !== undefined) heights.set(row++, { height: logoHeight * 0.75 + 6 });
  across(title, looks.title, 30);
  across(company, looks.company, 22);
  row += 1;
  for (const line of lines)
    across(
      line,
      looks.line,
      15 *
        linesOf(
          line,
          widths.reduce((sum, each) => sum + each),
        ),
    );
  row += 1;
  const fill = (texts: readonly string[], style: CellStyle): void => {
    for (const [column, text] of texts.entries()) cells.set(`${row},${column}`, { ...textCell(text), style });
    heights.set(row, { height: 15 * Math.max(...texts.map((text, column) => linesOf(text, widths[column] ?? 1))) + 3 });
    row += 1;
  };
  fill([words.sheet, words.column, words.what], looks.listHead);
  for (const sheet of sheets)
    for (const { title: column, required, note } of sheet.columns)
      fill(
        [sheet.name, column, required ? `${note}${note === '' ? '' : ' '}(${words.required})` : note],
        looks.listCell,
      );
  return {
    name: 'Instructions',
    columns: widths.map((width) => ({ width })),
    cells,
    merges,
    rowDefs: heights,
    ...(logo === undefined ? {} : { images: [pictureOf(logo, company)] }),
    protection: locked,
    view: { showGridLines: false, tabColor: { rgb: colours.optional } },
    pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** How many lines a text takes in a column of this width; a little generous, for fonts differ. */
function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.05) / width)), 0);
}

function pictureOf(logo: Uint8Array, company: string): NonNullable<WriteSheet['images']>[number] {
  return { data: logo, type: 'png', anchor: { from: { row: 0, col: 0 } }, ...logoSize(logo), altText: company };
}
