import { plainLine } from '../../domain/plain-text.ts';
import type { Paint } from './paint.ts';
import { cutBefore, cutTo, pad, textWidth } from './text-width.ts';

export interface Column<Row> {
  title: string;
  value(row: Row): string;
  colour?(row: Row, text: string): string;
  /** How narrow it gets before others leave. Without it the column is never cut. */
  least?: number;
  /** Where it is cut, what stands from the last of this mark on stays. */
  keepsFrom?: string;
  /** Left out where all would be narrower than that, the highest number first. */
  leaves?: number;
}

const gap = 2;

/** Rows under headings, in no more columns than the terminal has. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], width: number, paint: Paint): string {
  const cells = rows.map((row) => columns.map((column) => plainLine(column.value(row))));
  const natural = columns.map((column, at) =>
    cells.reduce((widest, line) => Math.max(widest, textWidth(line[at] ?? '')), textWidth(column.title)),
  );
  const widths = fit(columns, natural, width);
  const shown = columns.map((column, at) => ({ column, at, width: widths[at] ?? 0 })).filter((each) => each.width > 0);
  const last = shown.at(-1)?.at;
  const layout = (texts: (column: Column<Row>, at: number) => [string, (text: string) => string]) =>
    shown
      .map(({ column, at, width: room }) => {
        const [text, colour] = texts(column, at);
        const cut = column.keepsFrom === undefined ? cutTo(text, room) : cutBefore(column.keepsFrom, text, room);
        return colour(at === last ? cut : pad(cut, room));
      })
      .join(' '.repeat(gap))
      .trimEnd();
  const head = layout((column) => [column.title, (text) => paint('dim', text)]);
  const body = rows.map((row, line) =>
    layout((column, at) => [cells[line]?.[at] ?? '', (text) => column.colour?.(row, text) ?? text]),
  );
  return [head, ...body].join('\n');
}

/** The widest column that may be cut gives way first, so that one long value costs only itself. 0: left out. */
function fit<Row>(columns: readonly Column<Row>[], natural: readonly number[], width: number): number[] {
  const least = columns.map((column, at) => Math.min(column.least ?? Number.POSITIVE_INFINITY, natural[at] ?? 0));
  const kept = columns.map((column, at) => ({ column, at }));
  const needed = (of: readonly number[]) => kept.reduce((sum, { at }) => sum + (of[at] ?? 0) + gap, -gap);
  while (needed(least) > width) {
    const next = kept.reduce((first, each) => ((each.column.leaves ?? 0) > (first.column.leaves ?? 0) ? each : first));
    if (next.column.leaves === undefined) break;
    kept.splice(kept.indexOf(next), 1);
  }
  const widths = columns.map((_, at) => (kept.some((each) => each.at === at) ? (natural[at] ?? 0) : 0));
  for (let over = needed(widths) - width; over > 0; over -= 1) {
    const cuttable = kept.filter(({ column, at }) => column.least !== undefined && (widths[at] ?? 0) > 1);
    const above = cuttable.filter(({ at }) => (widths[at] ?? 0) > (least[at] ?? 0));
    const room = above.length > 0 ? above : cuttable;
    if (room.length === 0) break;
    const { at } = room.reduce((first, each) => ((widths[each.at] ?? 0) > (widths[first.at] ?? 0) ? each : first));
    widths[at] = (widths[at] ?? 0) - 1;
  }
  return widths;
}
