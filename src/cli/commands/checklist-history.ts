import type { Command } from 'commander';
import { loadChecklist } from '../../operations/read-checklist.ts';
import type { Context } from '../context.ts';
import { historyTable } from '../render/checklists.ts';

export function define(command: Command): void {
  command
    .argument('<ref>', 'e.g. cutover/cotonou-3')
    .option('--all', 'what happened to points too, not decisions only');
}

const decisions: ReadonlySet<string> = new Set(['approved', 'rejected', 'cancelled', 'reopened']);

export async function run(context: Context, [ref = '']: string[], { all }: { all?: true }): Promise<number> {
  const app = await context.app();
  const { record } = await loadChecklist(app, ref);
  const events = (record.status?.history ?? []).filter(({ action }) => all || decisions.has(action));
  if (context.json) context.printJson(events);
  else if (events.length === 0) context.note('nobody has decided on it yet; --all tells what happened to its points');
  else context.print(historyTable(events, context, app.clock.now()));
  return 0;
}
