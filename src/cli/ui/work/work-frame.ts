import type { Frame, Line } from '../screen/line.ts';
import { piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import { type Layout, layOut } from './layout.ts';
import { listLines } from './list-lines.ts';
import { ruleLine, whereLine } from './where-line.ts';
import type { WorkState } from './work-state.ts';

/** The whole screen: it fills every row but one. */
export function workFrame(state: WorkState, size: Size): Frame {
  const layout = layOut(state, size);
  const { head, bottom } = layout;
  const body = state.mode.kind === 'help' || state.mode.kind === 'detail' ? read(state, layout) : worked(state, layout);
  return [[...head, ...body, ...bottom]];
}

function worked(state: WorkState, layout: Layout): readonly Line[] {
  const { list, detail, detailRows, columns, beside, listColumns } = layout;
  const rows = filled(listLines(state, layout), list);
  if (detailRows === 0) return rows;
  const cut = detail.length > detailRows;
  const shown = cut ? [...detail.slice(0, detailRows - 1), moreLine(detail.length - detailRows + 1, columns)] : detail;
  const right = filled(shown, detailRows);
  if (!beside) return [...rows, whereLine(state, columns), ...right];
  return rows.map((row, at) => [...padded(row, listColumns), piece(' │ ', 'faint'), ...(right[at] ?? [])]);
}

function read({ mode }: WorkState, { text, reading, columns }: Layout): readonly Line[] {
  const most = Math.max(0, text.length - reading);
  const above = Math.min('above' in mode ? mode.above : 0, most);
  const where = most === 0 ? '' : `${above + 1}–${above + reading} of ${text.length}`;
  return [...filled(text.slice(above, above + reading), reading), ruleLine(where, columns)];
}

function moreLine(lines: number, columns: number): Line {
  return [piece(cutLine(`… Enter shows ${lines === 1 ? 'one more line' : `${lines} more lines`}`, columns), 'faint')];
}

function filled(lines: readonly Line[], rows: number): readonly Line[] {
  return [...lines.slice(0, rows), ...Array.from({ length: Math.max(0, rows - lines.length) }, (): Line => [])];
}

function padded(line: Line, columns: number): Line {
  const width = line.reduce((sum, { text }) => sum + textWidth(text), 0);
  return [...line, piece(' '.repeat(Math.max(0, columns - width)))];
}
