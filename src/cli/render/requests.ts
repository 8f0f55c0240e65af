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
    { title: 'STATE', value: stateCell, colour: (row, text) => paintState(paint, row.state, text) },
    { title: 'TARGET', value: (row) => row.target, least: 16, keepsFrom: '@' },
    { title: 'TENANT', value: (row) => row.tenant, least: 12, leaves: 3 },
    { title: 'IMPACT', value: impactCell, leaves: 5 },
    { title: 'BY', value: (row) => row.createdBy, least: 12, leaves: 6 },
    { title: 'AGE', value: (row) => (row.createdAt === '' ? '' : relativeTime(row.createdAt, now)), leaves: 4 },
  ];
  if (rows.some((row) => row.note !== undefined)) {
    columns.push({
      title: 'NOTE',
      value: (row) => (row.note === undefined ? '' : notes[row.note]),
      colour: (_row, text) => paint('red', text),
      least: 14,
      leaves: 2,
    });
  }
  return table(rows, columns, width, paint);
}

function impactCell({ impact, emergency }: Summary): string {
  return emergency ? `${impact}, emergency` : impact;
}

/** The mark stays where there is no room for the note. */
function stateCell({ state, note }: Summary): string {
  return note === undefined || note === 'invalid' ? stateText(state) : `${stateText(state)} !`;
}

/** The fields that the list promises, in their order. What a record claims and goes by is for the engine alone. */
export function requestJson(row: Summary): Record<string, unknown> {
  const {
    id,
    kind,
    state,
    tenant,
    target,
    impact,
    createdBy,
    createdAt,
    path,
    claims: _claims,
    goesBy: _files,
    ...more
  } = row;
  return { id, kind, state, tenant, target, impact, createdBy, createdAt, path, ...more };
}
