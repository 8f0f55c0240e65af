import type { Command } from 'commander';
import { resumeLine } from '../../operations/stop-line.ts';
import type { Context } from '../context.ts';
import { stopText } from '../render/stop-text.ts';
import { type ScopeFlags, scopeOf } from '../stop-scope.ts';

export function define(command: Command): void {
  command
    .option('--environment <name>', 'the environment that was stopped (default: the stop of everything)')
    .option('--tenant <id>', 'the tenant that was stopped');
}

export async function run(context: Context, _args: string[], options: ScopeFlags): Promise<number> {
  const { result, checkout } = await resumeLine(await context.app(), scopeOf('resume', options));
  const { version, changed, what, stops } = result;
  if (context.json) context.printJson({ version, changed, stops });
  else
    context.print(changed ? `policy version ${version}: ${what} goes on` : `nothing to change: ${what} is not stopped`);
  for (const stop of stops) context.warn(`still ${stopText(stop)}`);
  context.noteCheckout(checkout);
  return 0;
}
