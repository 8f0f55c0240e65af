import type { Summary } from '../../domain/summary.ts';
import type { Paint } from './paint.ts';
import { relativeTime } from './relative-time.ts';
import { paintState, stateText } from './state.ts';
import { type Column, table } from './table.ts';

const notes: Record<NonNullable<Summary['note']>, string> = {
  disagrees: 'status and history disagree',
  'approvals-void': 'approvals void',
  invalid: 'unreadable',
};

/** Requests as a table that fits the terminal. */
export function requestTable(rows: readonly Summary[], width: number, paint: Paint, now: string): string {
  const columns: Column<Summary>[] = [
    { title: 'ID', value: (row) => row.id },
    { title: 'STATE', value: (row) => stateText(row.state), colour: (row, text) => paintState(paint, row.state, text) },
    { title: 'TARGET', value: (row) => row.target, gives: 1, least: 14 },
    { title: 'TENANT', value: (row) => row.tenant, gives: 2, least: 8 },
    { title: 'IMPACT', value: (row) => row.impact, gives: 4, least: 6, optional: true },
    { title: 'BY', value: (row) => row.createdBy, gives: 3, least: 8, optional: true },
    { title: 'AGE', value: (row) => (row.createdAt === '' ? '' : relativeTime(row.createdAt, now)) },
  ];
  if (rows.some((row) => row.note !== undefined)) {
    columns.push({
      title: 'NOTE',
      value: (row) => (row.note === undefined ? '' : notes[row.note]),
      colour: (_row, text) => paint('red', text),
      gives: 5,
      least: 8,
    });
  }
  return table(rows, columns, width, paint);
}

/** The fields that the list promises, in their order. */
export function requestJson(row: Summary): Record<string, unknown> {
  const { id, kind, state, tenant, target, impact, createdBy, createdAt, path, ...more } = row;
  return { id, kind, state, tenant, target, impact, createdBy, createdAt, path, ...more };
}
