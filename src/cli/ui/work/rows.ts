import { isDone, type Job, type WorkState } from './work-state.ts';
import type { Status, WorkCategory, WorkPoint, WorkView } from './work-view.ts';

/** A row of the list. */
export type Row = { category: WorkCategory; point?: undefined } | { category: WorkCategory; point: WorkPoint };

/** The points that the filter leaves, under their categories. */
export function rowsOf({ view, filter }: Pick<WorkState, 'view' | 'filter'>): readonly Row[] {
  return view.categories.flatMap((category): readonly Row[] => {
    const points = view.points.filter((point) => point.category === category.id && fits(point, category, filter));
    return points.length === 0 ? [] : [{ category }, ...points.map((point) => ({ category, point }))];
  });
}

/** Every word has to be somewhere in what the screen tells of the point. */
function fits(point: WorkPoint, category: WorkCategory, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { id, number, title, status, role, assignee = '', lacks = '', done, validated, notes = '', critical } = point;
  const open = isDone(status) ? (lacks === '' ? 'done' : 'done unproven') : 'open';
  const who = [done?.by ?? '', validated === undefined ? '' : `validated ${validated.by}`, assignee];
  const all = [`#${number}`, id, title, category.title, status, statusWords(status), role, lacks, notes, open, ...who];
  const text = [...all, critical ? 'critical' : ''].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

export function statusWords(status: Status): string {
  return status === 'not_applicable' ? 'does not apply' : status.replace('_', ' ');
}

/** The row under the cursor: where the filter hides its point, the next one after it. */
export function cursorRow({ view, at }: Pick<WorkState, 'view' | 'at'>, rows: readonly Row[]): number {
  const place = rows.findIndex(({ point }) => point?.id === at);
  if (place >= 0) return place;
  const number = view.points.find(({ id }) => id === at)?.number ?? 0;
  const after = rows.findIndex(({ point }) => point !== undefined && point.number > number);
  return after >= 0 ? after : rows.length - 1;
}

/** The point under the cursor; none where the filter leaves none. */
export function cursorPoint(state: WorkState): WorkPoint | undefined {
  const rows = rowsOf(state);
  return rows[cursorRow(state, rows)]?.point;
}

export function pointIn({ points }: WorkView, id: string | undefined): WorkPoint | undefined {
  return points.find((point) => point.id === id);
}

/** What waits to be written of a point, oldest first. */
export function jobsOf({ jobs }: WorkState, id: string): readonly Job[] {
  return jobs.filter(({ item }) => item === id);
}

/** The status that a point will have once everything is written. */
export function comingStatus(state: WorkState, { id, status }: WorkPoint): Status {
  const last = jobsOf(state, id).findLast(({ wish }) => wish.kind === 'set' && wish.status !== undefined);
  return last?.wish.kind === 'set' ? (last.wish.status ?? status) : status;
}

/** The first row to show so that the cursor stays in sight, with a row around it where there is room. */
export function topFor(top: number, cursor: number, seen: number, all: number): number {
  const margin = seen >= 5 ? 2 : seen >= 3 ? 1 : 0;
  const kept = Math.max(Math.min(top, cursor - margin), cursor + margin + 1 - seen);
  return Math.max(0, Math.min(kept, all - seen));
}
