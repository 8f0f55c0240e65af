import type { Command } from 'commander';
import { drop } from '../../operations/notify-letters.ts';
import type { Context } from '../context.ts';

interface Options {
  channel?: string;
}

export function define(command: Command): void {
  command
    .argument('<id...>', 'dead letters, as rgz notify dead lists them')
    .option('--channel <name>', 'only of this channel');
}

export async function run(context: Context, ids: string[], { channel }: Options): Promise<number> {
  const dropped = await drop(await context.app(), { ids, channel });
  if (context.json) context.printJson(dropped);
  else for (const each of dropped) context.print(`${each.channel}: ${each.ids.length} dropped`);
  return 0;
}
