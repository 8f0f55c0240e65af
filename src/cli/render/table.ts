import { plainLine } from '../../domain/plain-text.ts';
import type { Paint } from './paint.ts';
import { cutTo, pad, textWidth } from './text-width.ts';

export interface Column<Row> {
  title: string;
  value(row: Row): string;
  colour?(row: Row, text: string): string;
  /** The narrowest it may get; columns give way from the highest `gives` on. Without `gives` a column is never cut. */
  least?: number;
  gives?: number;
  /** Left out altogether, rather than cut further, when there is no room. */
  optional?: true;
}

const gap = 2;

/** Rows under headings, in no more columns than the terminal has. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], width: number, paint: Paint): string {
  const cells = rows.map((row) => columns.map((column) => plainLine(column.value(row))));
  const natural = columns.map((column, at) =>
    cells.reduce((widest, line) => Math.max(widest, textWidth(line[at] ?? '')), textWidth(column.title)),
  );
  const widths = squeeze(columns, natural, width);
  const shown = columns.map((column, at) => ({ column, at, width: widths[at] ?? 0 })).filter((each) => each.width > 0);
  const last = shown.at(-1)?.at;
  const layout = (texts: (column: Column<Row>, at: number) => [string, (text: string) => string]) =>
    shown
      .map(({ column, at, width: room }) => {
        const [text, colour] = texts(column, at);
        const cut = cutTo(text, room);
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

function squeeze<Row>(columns: readonly Column<Row>[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, each) => sum + (each > 0 ? each + gap : 0), -gap);
  const order = columns
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => column.gives !== undefined)
    .sort((left, right) => (right.column.gives ?? 0) - (left.column.gives ?? 0));
  for (const { column, at } of order) {
    const over = total() - width;
    if (over <= 0) break;
    widths[at] = Math.max(column.least ?? 6, (widths[at] ?? 0) - over);
  }
  for (const { column, at } of order) {
    if (total() <= width) break;
    if (column.optional) widths[at] = 0;
  }
  return widths;
}
