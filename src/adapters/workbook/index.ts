import type { Workbooks } from '../../ports/workbook.ts';
import { markWorkbook } from './mark-workbook.ts';
import { openWorkbook } from './open-workbook.ts';
import { writeTemplate } from './write-template.ts';

/** Workbooks as .xlsx. The package that writes templates is loaded with the first of them. */
export const workbooks: Workbooks = { open: openWorkbook, write: writeTemplate, mark: markWorkbook };
