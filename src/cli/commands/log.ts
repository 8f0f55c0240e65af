import type { Command } from 'commander';
import { plainLine } from '../../domain/plain-text.ts';
import type { HistoryEvent } from '../../domain/record.ts';
import { type LogEntry, readLog } from '../../operations/read-log.ts';
import type { Context } from '../context.ts';
import { claimedOnly } from '../render/claimed-only.ts';
import { relativeTime } from '../render/relative-time.ts';
import { faultText, signedColour, signedText } from '../render/signed.ts';
import { table } from '../render/table.ts';

export function define(command: Command): void {
  command.argument('<id>', 'e.g. PR-2026-0003');
}

export async function run(context: Context, [id = '']: string[]): Promise<number> {
  const app = await context.app();
  const log = await readLog(app, id);
  if (context.json) {
    context.printJson(log.entries.map((entry) => ({ ...entry, identity: log.identity })));
    return 0;
  }
  const now = app.clock.now();
  const { paint } = context;
  const columns = [
    { title: 'EVENT', value: (entry: LogEntry) => entry.action },
    { title: 'BY', value: (entry: LogEntry) => entry.by, least: 24 },
    { title: 'WHEN', value: (entry: LogEntry) => relativeTime(entry.at, now), leaves: 2 },
    { title: 'COMMIT', value: (entry: LogEntry) => entry.commit?.slice(0, 10) ?? '', leaves: 3 },
    {
      title: 'SIGNED',
      value: signedText,
      colour: (entry: LogEntry, text: string) => signedColour(paint, entry, text),
      least: 8,
      leaves: 1,
    },
    { title: 'SAID', value: said, least: 8, leaves: 4 },
  ];
  context.print(table(log.entries, columns, context.width, paint));
  const faults = log.entries.map(faultText).filter((each) => each !== undefined);
  for (const fault of faults) context.print(paint('red', `! ${plainLine(fault)}`));
  for (const problem of log.problems) context.print(paint('red', `! ${plainLine(problem)}`));
  if (faults.length > 0) context.note(`which rules were broken: rgz audit ${log.id}`);
  if (log.identity === 'author') context.note(claimedOnly);
  return 0;
}

function said(entry: LogEntry): string {
  const { comment, reason, error, changed } = entry.event ?? ({} as Partial<HistoryEvent>);
  return [comment, reason, error, Array.isArray(changed) ? changed.join(', ') : undefined]
    .filter((each) => typeof each === 'string')
    .join(' · ');
}
