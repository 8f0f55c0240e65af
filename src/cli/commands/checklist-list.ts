import type { Command } from 'commander';
import { listChecklists } from '../../operations/list-checklists.ts';
import type { Context } from '../context.ts';
import { checklistTable } from '../render/checklists.ts';

interface Options {
  state?: string[];
  tenant?: string;
  template?: string;
}

export function define(command: Command): void {
  command
    .option('--state <a,b>', 'only these: open, ready, approved, rejected', (text) =>
      text.split(',').map((each) => each.trim()),
    )
    .option('--tenant <id>', 'only this tenant')
    .option('--template <name>', 'only of this template');
}

export async function run(context: Context, _args: string[], { state, tenant, template }: Options): Promise<number> {
  const app = await context.app();
  const all = await listChecklists(app, tenant === undefined ? {} : { tenant });
  const rows = all.filter(
    (row) =>
      (state === undefined || state.includes(row.state)) && (template === undefined || template === row.template),
  );
  if (context.json) context.printJson(rows);
  else if (rows.length === 0) context.note('no checklists: rgz checklist create');
  else context.print(checklistTable(rows, context, app.clock.now()));
  return 0;
}
