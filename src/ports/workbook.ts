import type { Locale } from '../domain/notice.ts';
import type { CellMark, Row, SheetInfo, WorkbookTemplate } from '../domain/sheet.ts';

export type { CellMark, SheetInfo, TemplateColumn, TemplateSheet, WorkbookTemplate } from '../domain/sheet.ts';

/** A workbook that is open: its rows come one after the other, and only what is asked for is read. */
export interface OpenWorkbook {
  sheets: readonly SheetInfo[];
  /** In their order, without rows that hold nothing. Throws `workbook.refused` for what cannot be read on. */
  rows(sheet: string): AsyncIterable<Row>;
  /** How much of these sheets was read so far, by their size: from 0 to 1. */
  share(sheets: readonly string[]): number;
}

export interface Workbooks {
  /** Throws `workbook.refused` with the reason for a file that is no workbook, or one that would do harm. */
  open(bytes: Uint8Array): Promise<OpenWorkbook>;
  write(template: WorkbookTemplate): Promise<Uint8Array>;
  /** The same workbook with these cells coloured and commented, and a sheet that lists them. Marks of an earlier time are taken away. */
  mark(bytes: Uint8Array, marks: readonly CellMark[], locale: Locale): Promise<Uint8Array>;
}
