import type { Command } from 'commander';
import { listChecklists } from '../../operations/list-checklists.ts';
import type { Context } from '../context.ts';
import { checklistTable } from '../render/checklists.ts';

export function define(command: Command): void {
  command.option('--tenant <id>', 'only this tenant');
}

export async function run(context: Context, _args: string[], { tenant }: { tenant?: string }): Promise<number> {
  const app = await context.app();
  const { rows } = await listChecklists(app, { states: ['ready'], ...(tenant === undefined ? {} : { tenant }) });
  if (context.json) context.printJson(rows);
  else if (rows.length === 0) context.note('no checklist waits for an approval');
  else context.print(checklistTable(rows, context, app.clock.now()));
  return 0;
}
