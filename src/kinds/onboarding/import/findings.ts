import { cellName } from '../../../domain/cells.ts';
import type { Severity } from './message.ts';
import { type MessageCode, messages } from './messages.ts';
import { addRow, emptyRanges, type RowRanges, rowsInWords } from './ranges.ts';
import { filled, shown, type Texts, type Values } from './texts.ts';

/** Where something is. The name of the sheet is as the file has it, and may hold anything. Row and column are 0 for what is said of a whole sheet. */
export interface Place {
  sheet: string;
  row: number;
  column: number;
  /** The title of the column as the sheet has it; made safe to print where it is told. */
  header: string;
}

/** One thing to tell about a workbook. */
export interface Finding extends Place {
  code: MessageCode;
  severity: Severity;
  /** As the program shows it: B7. Empty for what is said of a whole sheet. */
  cell: string;
  /** What is in the cell, made safe to print and not too long. */
  value: string;
  message: Texts;
  remedy: Texts;
}

/** The same remark for many rows of a column is made once. The place is that of the first. */
export interface Remark extends Finding {
  count: number;
}

export const mostErrors = 1000;

/** How many different remarks are kept; they are one for a code and a column, so that only a strange file has more. */
const mostRemarks = 200;

interface Kept {
  code: MessageCode;
  place: Place;
  value: string;
  values: Values;
}

export interface Findings {
  error(code: MessageCode, place: Place, value?: string, values?: Values): void;
  /** Rows of one column come in their order. */
  remark(code: MessageCode, place: Place, value?: string, values?: Values): void;
  readonly errorCount: number;
  errors(): readonly Finding[];
  remarks(): readonly Remark[];
}

/** Keeps what is to be told. `sheets` is the order to tell it in. */
export function openFindings(sheets: readonly string[]): Findings {
  const errors: Kept[] = [];
  const remarks: (Kept & { rows: RowRanges })[] = [];
  // By code, sheet and column: looking up no text that has to be made first.
  const known = new Map<MessageCode, Map<string, Map<number, RowRanges>>>();
  let errorCount = 0;
  const byPlace = (one: Place, other: Place) =>
    sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || one.row - other.row || one.column - other.column;
  return {
    error(code, place, value = '', values = {}) {
      errorCount += 1;
      if (errors.length < mostErrors) errors.push({ code, place, value, values });
    },
    remark(code, place, value = '', values = {}) {
      const rows = entry(entry(known, code), place.sheet);
      let ranges = rows.get(place.column);
      if (ranges === undefined) {
        if (remarks.length >= mostRemarks) return;
        ranges = emptyRanges();
        rows.set(place.column, ranges);
        remarks.push({ code, place, value, values, rows: ranges });
      }
      addRow(ranges, place.row);
    },
    get errorCount() {
      return errorCount;
    },
    errors: () => errors.map((kept) => worded(kept, {})).sort(byPlace),
    remarks: () =>
      remarks
        .map((kept) => ({ ...worded(kept, { rows: rowsInWords(kept.rows) }), count: kept.rows.count }))
        .sort(byPlace),
  };
}

function entry<Key, Inner, Value>(map: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  let inner = map.get(key);
  if (inner === undefined) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}

function worded({ code, place, value, values }: Kept, more: Values): Finding {
  const { severity, message, remedy } = messages[code];
  const all = { title: shown(place.header), value: shown(value), ...values, ...more };
  return {
    code,
    severity,
    ...place,
    header: shown(place.header),
    cell: place.row === 0 || place.column === 0 ? '' : cellName(place.row, place.column),
    value: shown(value),
    message: filled(message, all),
    remedy: filled(remedy, all),
  };
}
