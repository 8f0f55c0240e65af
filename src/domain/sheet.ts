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
