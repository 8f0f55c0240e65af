import type { Command } from 'commander';
import { stopLine } from '../../operations/stop-line.ts';
import type { Context } from '../context.ts';
import { stopText } from '../render/stop-text.ts';
import { type ScopeFlags, scopeOf } from '../stop-scope.ts';

interface Options extends ScopeFlags {
  reason?: string;
}

export function define(command: Command): void {
  command
    .option('--environment <name>', 'only what leads there (default: everything)')
    .option('--tenant <id>', 'only what is of this tenant')
    .option('--reason <text>', 'why, for everybody whom it holds');
}

export function needs({ reason }: Options): string[] {
  return (reason ?? '').trim() === '' ? ['--reason <text>'] : [];
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const scope = scopeOf('stop', options);
  const { result, checkout } = await stopLine(await context.app(), scope, (options.reason ?? '').trim());
  const { version, changed, what, stops } = result;
  if (context.json) context.printJson({ version, changed, stops });
  else {
    context.print(changed ? `policy version ${version}: ${what} is stopped` : `${what} is stopped already`);
    for (const stop of changed ? [] : stops.filter((each) => each.what === what)) context.note(stopText(stop));
    if (changed) context.note('nothing of it is launched any more; what is running goes on');
  }
  context.noteCheckout(checkout);
  return 0;
}
