import type { Summary } from '../../domain/summary.ts';
import type { Paint } from './paint.ts';
import { relativeTime } from './relative-time.ts';
import { paintState, stateText } from './state.ts';
import { type Column, table } from './table.ts';

/** Onboardings as a table that fits the terminal. */
export function onboardingTable(
  rows: readonly Summary[],
  { width, paint }: { width: number; paint: Paint },
  now: string,
): string {
  const columns: Column<Summary>[] = [
    { title: 'ID', value: (row) => row.id },
    {
      title: 'STATE',
      value: ({ state, note }) => `${stateText(state)}${note === undefined || note === 'invalid' ? '' : ' !'}`,
      colour: (row, text) => paintState(paint, row.state, text),
    },
    { title: 'STEPS', value: (row) => row.impact, leaves: 5 },
    { title: 'COMPANY', value: (row) => row.target, least: 16 },
    { title: 'TENANT', value: (row) => row.tenant, least: 12, leaves: 3 },
    { title: 'BY', value: (row) => row.createdBy, least: 12, leaves: 6 },
    { title: 'AGE', value: (row) => (row.createdAt === '' ? '' : relativeTime(row.createdAt, now)), leaves: 4 },
  ];
  return table(rows, columns, width, paint);
}
