import type { DataValidation } from 'hucre/xlsx';
import { columnName } from '../../../domain/cells.ts';
import type { TemplateColumn, TemplateSheet, WorkbookTemplate } from '../../../ports/workbook.ts';
import { headRow, lastRuledRow } from './layout.ts';
import { wordsOf } from './words.ts';

/** The days of a spreadsheet of today count from here. */
const epoch = Date.UTC(1899, 11, 30);
export const serialOf = (date: string): number => (Date.parse(`${date}T00:00:00Z`) - epoch) / 86_400_000;

/** Texts of lists that do not fit into a rule, by the columns of the hidden sheet that they stand in. */
export type Lists = (readonly string[])[];

/** What a program that opens the file lets people enter below the titles of a sheet. */
export function rulesOf(sheet: TemplateSheet, template: WorkbookTemplate, lists: Lists): DataValidation[] {
  const words = wordsOf[template.locale];
  const from = headRow(sheet) + 1;
  const to = lastRuledRow(sheet);
  return sheet.columns.flatMap((column, index) => {
    if (column.rule === undefined) return [];
    const letter = columnName(index + 1);
    const told = {
      range: `${letter}${from}:${letter}${to}`,
      allowBlank: true,
      showErrorMessage: column.rule.kind !== 'list' || column.rule.strict,
      errorStyle: 'stop' as const,
      errorTitle: words.refused,
      errorMessage: words.because(column.rule),
    };
    return [{ ...told, ...checkOf(column.rule, { letter, from, to }, template, lists) }];
  });
}

type Check = Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2' | 'values'>;

function checkOf(
  rule: NonNullable<TemplateColumn['rule']>,
  { letter, from, to }: { letter: string; from: number; to: number },
  template: WorkbookTemplate,
  lists: Lists,
): Check {
  switch (rule.kind) {
    case 'list':
      return listOf(rule.values, template, lists);
    case 'from-sheet':
      return { type: 'list', formula1: filledCells(rule.sheet, rule.column, template) };
    case 'number':
      return {
        type: rule.whole ? 'whole' : 'decimal',
        operator: rule.exclusive ? 'greaterThan' : 'greaterThanOrEqual',
        formula1: String(rule.min),
      };
    case 'date':
      return {
        type: 'date',
        operator: 'between',
        formula1: String(serialOf(rule.from)),
        formula2: String(serialOf(rule.to)),
      };
    case 'unique':
      return { type: 'custom', formula1: `COUNTIF($${letter}$${from}:$${letter}$${to},${letter}${from})=1` };
  }
}

/** A rule holds 255 characters, and a comma parts its values. */
function listOf(values: readonly string[], { locale }: WorkbookTemplate, lists: Lists): Check {
  const isPlain = values.every((value) => !/[",\r\n]|^\s|\s$/.test(value)) && values.join(',').length <= 250;
  if (isPlain) return { type: 'list', values: [...values] };
  const letter = columnName(lists.push(values));
  return { type: 'list', formula1: `${wordsOf[locale].lists}!$${letter}$1:$${letter}$${values.length}` };
}

/** The cells of a column down to the last that is filled in, so that the list to choose from has no blank end. */
function filledCells(name: string, column: number, template: WorkbookTemplate): string {
  const sheet = template.sheets.find((each) => each.name === name);
  const from = sheet === undefined ? 2 : headRow(sheet) + 1;
  const to = sheet === undefined ? 20_000 : lastRuledRow(sheet);
  const place = `'${name.replaceAll("'", "''")}'!`;
  const letter = columnName(column);
  return `OFFSET(${place}$${letter}$${from},0,0,MAX(1,COUNTA(${place}$${letter}$${from}:$${letter}$${to})),1)`;
}
