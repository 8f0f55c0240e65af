import type { Command } from 'commander';
import { addTenant } from '../../operations/add-tenant.ts';
import type { Context } from '../context.ts';

export function define(command: Command): void {
  command.argument('<id>', 'small letters, digits and dashes').option('--name <text>', 'its full name');
}

export async function run(context: Context, [id = '']: string[], { name }: { name?: string }): Promise<number> {
  const { result, checkout } = await addTenant(await context.app(), id, name);
  if (context.json) context.printJson(result);
  else context.print(result.added ? `tenant ${id} added` : `tenant ${id} is known already`);
  context.noteCheckout(checkout);
  return 0;
}
