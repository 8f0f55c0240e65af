import type { HistoryEvent } from '../../domain/record.ts';
import type { ListedChecklist } from '../../operations/list-checklists.ts';
import type { PointToValidate } from '../../operations/points-to-validate.ts';
import type { Context } from '../context.ts';
import { relativeTime } from './relative-time.ts';
import { type Column, table } from './table.ts';

type Look = Pick<Context, 'width' | 'paint'>;

const colours = { open: 'yellow', ready: 'cyan', approved: 'green', rejected: 'red' } as const;

/** Checklists as a table that fits the terminal. */
export function checklistTable(rows: readonly ListedChecklist[], { width, paint }: Look, now: string): string {
  const columns: Column<ListedChecklist>[] = [
    { title: 'CHECKLIST', value: (row) => row.target, least: 20 },
    {
      title: 'STATE',
      value: (row) => row.state,
      colour: (row, text) => paint(colours[row.state as keyof typeof colours] ?? 'dim', text),
    },
    { title: 'SCORE', value: (row) => `${row.completed}/${row.total}` },
    { title: '%', value: (row) => String(row.percentage), leaves: 3 },
    { title: 'TENANT', value: (row) => row.tenant, least: 10, leaves: 2 },
    { title: 'AGE', value: (row) => relativeTime(row.createdAt, now), leaves: 4 },
  ];
  return table(rows, columns, width, paint);
}

/** Points of several checklists, each with what somebody types to validate it. */
export function pointTable(rows: readonly PointToValidate[], { width, paint }: Look, now: string): string {
  const columns: Column<PointToValidate>[] = [
    { title: 'CHECKLIST', value: (row) => `${row.template}/${row.subject}`, least: 20 },
    { title: 'POINT', value: (row) => row.item, least: 12 },
    { title: 'TITLE', value: (row) => row.title, least: 16, leaves: 2 },
    { title: 'BY', value: (row) => row.completedBy, least: 12, leaves: 3 },
    {
      title: 'PROOF',
      value: (row) => proofOf(row),
      colour: (row, text) => paint(row.proven ? 'green' : 'yellow', text),
      leaves: 1,
    },
    { title: 'TENANT', value: (row) => row.tenant, least: 10, leaves: 5 },
    { title: 'AGE', value: (row) => relativeTime(row.completedAt, now), leaves: 4 },
  ];
  return table(rows, columns, width, paint);
}

function proofOf({ status, proven, evidence }: PointToValidate): string {
  if (status === 'not_applicable') return 'does not apply';
  if (!proven) return 'missing';
  return evidence === 0 ? 'none asked' : String(evidence);
}

/** Events of a checklist, oldest first. */
export function historyTable(rows: readonly HistoryEvent[], { width, paint }: Look, now: string): string {
  const columns: Column<HistoryEvent>[] = [
    { title: 'EVENT', value: (row) => row.action },
    { title: 'POINT', value: (row) => String(row.item ?? ''), leaves: 3 },
    { title: 'BY', value: (row) => row.by, least: 12 },
    { title: 'WHEN', value: (row) => relativeTime(row.at, now), leaves: 4 },
    {
      title: 'SAID',
      value: (row) => String(row.reason ?? row.comment ?? row.notes ?? row.status ?? ''),
      least: 12,
      leaves: 2,
    },
  ];
  return table(rows, columns, width, paint);
}
