import type { Line } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { bottomLines } from './bottom-lines.ts';
import { detailLines } from './detail-lines.ts';
import { headLines } from './head-lines.ts';
import { helpLines } from './help-lines.ts';
import { cursorPoint, type Row, rowsOf } from './rows.ts';
import { whereLine } from './where-line.ts';
import type { WorkState } from './work-state.ts';

/** Who gets which part of the window. One row of it stays free. */
export interface Layout {
  columns: number;
  head: readonly Line[];
  rows: readonly Row[];
  /** How many rows of the list are seen at once, and how wide they are. */
  list: number;
  listColumns: number;
  /** The point under the cursor: beside the list where the window is wide, else below it. */
  beside: boolean;
  detail: readonly Line[];
  detailRows: number;
  bottom: readonly Line[];
  /** What is read instead of the list, and how many of its lines are seen at once. */
  text: readonly Line[];
  reading: number;
}

const wide = 110;

export function layOut(state: WorkState, size: Size): Layout {
  const columns = Math.max(10, size.columns - 1);
  const height = Math.max(3, size.rows - 1);
  const beside = columns >= wide;
  const head = headLines(state.view, columns, height < 20 ? [] : beside ? [whereLine(state, columns)] : [[]]);
  const bottom = bottomLines(state, columns, height);
  const body = Math.max(1, height - head.length - bottom.length);
  const detailRows = beside ? body : body < 5 ? 0 : Math.max(2, Math.min(12, Math.floor(body * 0.4)));
  const listColumns = beside ? Math.min(112, Math.floor(columns * 0.56)) : columns;
  const point = cursorPoint(state);
  return {
    columns,
    head,
    rows: rowsOf(state),
    list: beside || detailRows === 0 ? body : body - detailRows - 1,
    listColumns,
    beside,
    detail: point === undefined ? [] : detailLines(state, point, beside ? columns - listColumns - 3 : columns),
    detailRows,
    bottom,
    text: readingLines(state, columns),
    reading: Math.max(1, body - 1),
  };
}

function readingLines(state: WorkState, columns: number): readonly Line[] {
  if (state.mode.kind === 'help') return helpLines(columns);
  const point = state.mode.kind === 'detail' ? cursorPoint(state) : undefined;
  return point === undefined ? [] : detailLines(state, point, columns);
}
