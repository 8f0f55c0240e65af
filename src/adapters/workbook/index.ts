import type { Workbooks } from '../../ports/workbook.ts';
import { openWorkbook } from './open-workbook.ts';

/** Workbooks as .xlsx. Nothing is loaded of what writes or marks before it is asked for. */
export const workbooks: Pick<Workbooks, 'open'> = { open: openWorkbook };
