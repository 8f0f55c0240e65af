import type { Outlook, Started, WorkingRecord } from '../../controller/start.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { Context } from '../context.ts';
import { paintState, stateText } from './state.ts';
import { type Column, table } from './table.ts';

/** What a controller did or would do, what is under way, and what waits for what. */
export function outlookLines(outlook: Outlook | Started, context: Context, ran: boolean): string[] {
  const { paint } = context;
  const lines: string[] = [];
  if ('written' in outlook) lines.push(`${outlook.written} ${outlook.written === 1 ? 'commit' : 'commits'} made`);
  if (!ran && outlook.actions.length > 0) lines.push('', paint('bold', 'Next'), actionTable(outlook, context));
  if (outlook.underWay.length > 0) lines.push('', paint('bold', 'Under way'), workTable(outlook.underWay, context));
  if (outlook.held.length > 0) lines.push('', paint('bold', 'Held'), ...heldLines(outlook, context));
  if (outlook.lineHeld !== null) lines.push('', paint('red', `✗ nothing is started: ${plainLine(outlook.lineHeld)}`));
  for (const { path, reason } of outlook.quarantined)
    lines.push('', paint('red', `✗ ${plainLine(path)} is in quarantine: ${plainLine(reason)}`));
  if (lines.length === 0) lines.push('nothing to do');
  return lines[0] === '' ? lines.slice(1) : lines;
}

function actionTable({ actions }: Outlook, { width, paint }: Context): string {
  type Row = Outlook['actions'][number];
  const columns: Column<Row>[] = [
    { title: 'ID', value: ({ id }) => id },
    { title: 'DOES', value: ({ does }) => does, least: 8 },
    { title: 'TARGET', value: shownTarget, least: 10, keepsFrom: '@' },
    { title: 'ENVIRONMENT', value: ({ environment }) => environment, least: 6 },
    { title: 'TENANT', value: ({ tenant }) => tenant, least: 6, leaves: 4 },
  ];
  return table(actions, columns, width, paint);
}

function workTable(rows: readonly WorkingRecord[], { width, paint }: Context): string {
  const columns: Column<WorkingRecord>[] = [
    { title: 'ID', value: ({ id }) => id },
    {
      title: 'STATE',
      value: ({ state }) => stateText(state),
      colour: (row, text) => paintState(paint, row.state, text),
    },
    { title: 'TARGET', value: shownTarget, least: 10, keepsFrom: '@' },
    { title: 'JOB', value: ({ jobId, attempt }) => jobId ?? attempt ?? '', least: 8 },
    { title: 'CONTROLLER', value: ({ controller }) => controller ?? '', least: 6, leaves: 3 },
    { title: 'SINCE', value: ({ since }) => since ?? '', least: 10, leaves: 4 },
  ];
  return table(rows, columns, width, paint);
}

function heldLines({ held }: Outlook, { paint }: Context): string[] {
  return held.flatMap(({ gates, ...record }) => [
    `${record.id}  ${plainLine(shownTarget(record))}`,
    ...gates.map(({ because, opensAt }) => {
      const until = opensAt === undefined || because.includes(opensAt) ? '' : paint('dim', ` (until ${opensAt})`);
      return `  ${paint('red', '✗')} ${plainLine(because)}${until}`;
    }),
  ]);
}

/** Of a digest, the first signs tell it from others. */
function shownTarget({ target }: Pick<WorkingRecord, 'target'>): string {
  return target.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]{52}$/, '$1…');
}
