import type { Command } from 'commander';
import { openRollback } from '../../operations/open-rollback.ts';
import type { Context } from '../context.ts';

interface Options {
  reason?: string;
  emergency?: true;
}

export function define(command: Command): void {
  command
    .argument('<id>', 'the request to take back')
    .option('--reason <text>', 'why')
    .option('--emergency', 'fewer approvals now, and a review afterwards');
}

export async function run(context: Context, [id = '']: string[], wish: Options): Promise<number> {
  const { result, checkout } = await openRollback(await context.app(), id, wish);
  if (context.json) context.printJson(result.record);
  else context.print(result.record.metadata.id);
  context.note(`${result.path} takes back ${id}; next: rgz show ${result.record.metadata.id}`);
  context.noteCheckout(checkout);
  return 0;
}
