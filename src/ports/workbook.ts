import type { Cell, CellRange, Row } from '../domain/sheet.ts';

/** What a workbook says of itself before any row is read. */
export interface SheetInfo {
  name: string;
  hidden: boolean;
  merged: readonly CellRange[];
}

/** A workbook that is open: its rows come one after the other, and only what is asked for is read. */
export interface OpenWorkbook {
  sheets: readonly SheetInfo[];
  /** In their order, without rows that hold nothing. Throws `workbook.refused` for what cannot be read on. */
  rows(sheet: string): AsyncIterable<Row>;
}

/** A cell of a template's table, as its column wants it. */
export interface TemplateColumn {
  title: string;
  note: string;
  width: number;
  format: 'text' | 'amount' | 'count' | 'date';
  required: boolean;
  /** What a program that opens the file lets people enter. Texts of a list are offered, and others are taken too. */
  rule?:
    | { kind: 'list'; values: readonly string[]; strict: boolean }
    /** What stands in that column of another sheet; columns count from 1. */
    | { kind: 'from-sheet'; sheet: string; column: number }
    | { kind: 'number'; min: number; exclusive: boolean; whole: boolean }
    | { kind: 'date'; from: string; to: string }
    | { kind: 'unique' };
  /** A formula for each row, with {row} for its number; what it gives is not read back. */
  formula?: string;
}

export interface TemplateSheet {
  name: string;
  /** Lines above the table; the first is the title. */
  instructions: readonly string[];
  columns: readonly TemplateColumn[];
  /** Rows that are laid out for filling in. */
  rows: number;
  /** Shown above the titles, so that nobody has to take it out and nothing reads it back. */
  example: readonly Cell[];
}

/** A workbook for people to fill in. */
export interface WorkbookTemplate {
  title: string;
  company: string;
  /** What the first sheet says beside the title. */
  lines: readonly string[];
  /** A PNG. */
  logo: Uint8Array | undefined;
  locale: 'en' | 'fr';
  sheets: readonly TemplateSheet[];
  /** ISO in UTC: everything in the file that is dated has this date, so the same template gives the same bytes. */
  at: string;
}

/** What is wrong in one cell, for a copy in which it is marked. */
export interface CellMark {
  sheet: string;
  row: number;
  column: number;
  message: string;
}

export interface Workbooks {
  /** Throws `workbook.refused` with the reason for a file that is no workbook, or one that would do harm. */
  open(bytes: Uint8Array): Promise<OpenWorkbook>;
  write(template: WorkbookTemplate): Promise<Uint8Array>;
  /** The same workbook with these cells coloured and commented, and a sheet that lists them. Marks of an earlier time are taken away. */
  mark(bytes: Uint8Array, marks: readonly CellMark[], locale: 'en' | 'fr'): Promise<Uint8Array>;
}
