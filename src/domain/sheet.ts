import type { Locale } from './notice.ts';

/** A cell as a spreadsheet holds it. A formula counts as the value it was last worked out to; `formula` says that it is one. */
export type Cell = { formula?: true } & (
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  /** A day, whatever the time of it: YYYY-MM-DD, already told apart by the workbook's own epoch (1900 or 1904). */
  | { kind: 'date'; date: string }
  /** #N/A and its like, or a formula that was never worked out. */
  | { kind: 'fault'; text: string }
);

/** One row, numbered as the program shows it. A column without a cell is empty; trailing blanks are left out. */
export interface Row {
  row: number;
  hidden: boolean;
  cells: readonly Cell[];
}

/** Rows and columns count from 1. */
export interface CellRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** What a workbook says of itself before any row is read. */
export interface SheetInfo {
  name: string;
  hidden: boolean;
  merged: readonly CellRange[];
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
  /** A formula for each row, without its equals sign and with {row} for its number; what it gives is not read back. */
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
  locale: Locale;
  sheets: readonly TemplateSheet[];
  /** ISO in UTC: everything in the file that is dated has this date, so the same template gives the same bytes. */
  at: string;
}

/** What is wrong in one cell, for a copy in which it is marked. */
export interface CellMark {
  sheet: string;
  row: number;
  column: number;
  /** What stands in the cell, as a message tells it. */
  value: string;
  message: string;
}
