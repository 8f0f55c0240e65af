import type { Cell, WriteSheet } from 'hucre/xlsx';
import type { TemplateColumn, TemplateSheet, WorkbookTemplate } from '../../../ports/workbook.ts';
import { headRow, printedRows } from './layout.ts';
import { cellLook, colours, exampleLook, headLook, looks } from './looks.ts';
import { type Lists, rulesOf } from './rules.ts';
import { textCell, valueCell } from './values.ts';
import { wordsOf } from './words.ts';

/** What people may do in a sheet whose titles are locked. There is no password: it keeps from slips, not from anybody. */
export const locked = {
  sheet: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  insertRows: true,
  deleteRows: true,
  sort: true,
  autoFilter: true,
};

/** A table to fill in, with what to know above it. */
export function dataSheet(sheet: TemplateSheet, template: WorkbookTemplate, lists: Lists): WriteSheet {
  const head = headRow(sheet);
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>): void => {
    cells.set(`${row - 1},${column}`, cell);
  };
  const width = sheet.columns.length;
  for (let row = 1; row < head; row += 1)
    for (let column = 0; column < width; column += 1) put(row, column, { style: looks.blank });
  for (const [index, line] of sheet.instructions.entries())
    put(index + 1, 0, { ...textCell(line), style: index === 0 ? looks.sheetTitle : looks.sheetLine });
  if (sheet.example.length > 0) put(head - 2, 0, { ...textCell(wordsOf[template.locale].example), style: looks.hint });
  for (const [index, column] of sheet.columns.entries()) {
    const example = sheet.example[index];
    if (example !== undefined) put(head - 1, index, { ...valueCell(example), style: exampleLook(column) });
    put(head, index, { ...textCell(column.title), style: headLook(column), ...noteOf(column, template) });
    const style = cellLook(column);
    for (let row = head + 1; row <= head + sheet.rows; row += 1) put(row, index, { ...formulaAt(column, row), style });
  }
  return {
    name: sheet.name,
    columns: sheet.columns.map((column) => ({ width: column.width })),
    cells,
    rowDefs: new Map([
      [0, { height: 24 }],
      [head - 1, { height: 32 }],
    ]),
    freezePane: { rows: head },
    dataValidations: rulesOf(sheet, template, lists),
    protection: locked,
    view: { showGridLines: false, tabColor: { rgb: colours.required } },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: `&L&A&C${wordsOf[template.locale].printed(printedRows(sheet))}&R&P / &N` },
  };
}

function noteOf({ note }: TemplateColumn, { locale }: WorkbookTemplate): Partial<Cell> {
  return note === '' ? {} : { comment: { author: wordsOf[locale].author, text: note } };
}

/** Worked out to nothing until somebody opens it, so that a row that nobody filled in is blank. */
function formulaAt({ formula }: TemplateColumn, row: number): Partial<Cell> {
  if (formula === undefined) return { value: null };
  return { value: null, formula: formula.replaceAll('{row}', String(row)), formulaResult: '' };
}
