import type { Command } from 'commander';
import type { Context } from '../context.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const view = await (await context.app()).store.view('read');
  const tenants = await view.tenants();
  if (context.json) context.printJson(tenants);
  else if (tenants.length > 0) context.print(tenants.join('\n'));
  else context.note('no tenants yet: rgz tenant add <id>');
  return 0;
}
