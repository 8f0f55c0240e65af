import { plainLine } from '../../../domain/plain-text.ts';
import { bar } from '../screen/bar.ts';
import { type Line, type Piece, piece, type Tone } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import type { Layout } from './layout.ts';
import { markOf } from './marks.ts';
import { comingStatus, cursorRow, jobsOf, type Row, topFor } from './rows.ts';
import { isDone, type WorkState } from './work-state.ts';
import type { WorkCategory, WorkPoint } from './work-view.ts';

/** The rows that are seen. The first tells its category, however far the list has moved. */
export function listLines(state: WorkState, { rows, list, listColumns }: Layout): readonly Line[] {
  if (rows.length === 0) return [[piece(cutLine(`nothing here fits "${state.filter}"`, listColumns), 'faint')]];
  const cursor = cursorRow(state, rows);
  const top = topFor(state.top, cursor, list, rows.length);
  const digits = String(state.view.points.length).length;
  return rows.slice(top, top + list).map((row, at) => {
    const leads = at === 0 && top + at !== cursor && list > 2;
    if (row.point === undefined || leads) return categoryLine(row.category, listColumns);
    return pointLine(state, row, { isAt: top + at === cursor, digits, columns: listColumns });
  });
}

function categoryLine({ title, completed, total }: WorkCategory, columns: number): Line {
  const count = `${completed}/${total}`;
  const drawn = columns >= 56 ? 16 : 0;
  const room = columns - drawn - count.length - 3;
  const name = cutLine(plainLine(title), room);
  const gap = ' '.repeat(Math.max(1, room - textWidth(name)) + 1);
  const share = total === 0 ? 0 : completed / total;
  return [
    piece(name, 'strong'),
    piece(gap),
    ...(drawn === 0 ? [] : bar(share, drawn, share === 1 ? 'good' : 'marked')),
    piece(` ${count}`, 'faint'),
  ];
}

function pointLine(
  state: WorkState,
  { point }: Extract<Row, { point: object }>,
  { isAt, digits, columns }: { isAt: boolean; digits: number; columns: number },
): Line {
  const coming = comingStatus(state, point);
  const { text, tone } = markOf(coming);
  const mark = piece(`${text} `, coming === point.status ? tone : 'marked');
  const label = columns < 30 ? undefined : labelOf(state, point);
  const room = columns - 4 - digits - 2 - (label === undefined ? 0 : textWidth(label.text) + 2);
  const title = cutLine(point.title, Math.max(4, room));
  const gap = ' '.repeat(Math.max(0, room - textWidth(title)) + 2);
  const settled = isDone(point.status) && point.lacks === undefined;
  return [
    piece(isAt ? '❯ ' : '  ', 'marked'),
    mark,
    piece(`${String(point.number).padStart(digits)}  `, 'faint'),
    piece(title, isAt ? 'strong' : settled ? 'faint' : 'plain'),
    ...(label === undefined ? [] : [piece(gap), label]),
  ];
}

/** The one thing to know of a point beside its title. */
function labelOf(state: WorkState, point: WorkPoint): Piece | undefined {
  const label = (text: string, tone: Tone): Piece => piece(cutLine(text, 16), tone);
  const waiting = jobsOf(state, point.id);
  if (waiting.length > 0) return label(waiting[0] === state.jobs[0] ? 'writing …' : 'queued …', 'marked');
  if (state.refused.includes(point.id)) return label('refused', 'bad');
  if (state.changed.includes(point.id)) return label('changed', 'warn');
  if (isDone(point.status) && point.lacks !== undefined) {
    if (point.status === 'not_applicable') return label('to agree', 'warn');
    return label(point.waitsFor.length > 0 ? 'waits' : 'to prove', 'warn');
  }
  if (point.validated !== undefined) return label('validated', 'good');
  if (isDone(point.status)) return undefined;
  if (point.assignee !== undefined) return label(`@${plainLine(point.assignee).split('@')[0]}`, 'marked');
  if (point.waitsFor.length > 0) return label('waits', 'faint');
  return point.critical ? label('critical', 'faint') : undefined;
}
