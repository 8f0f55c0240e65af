import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { resend } from '../../operations/notify-letters.ts';
import type { Context } from '../context.ts';

interface Options {
  all?: true;
  channel?: string;
}

export function define(command: Command): void {
  command
    .argument('[id...]', 'dead letters, as rgz notify dead lists them')
    .option('--all', 'all of them')
    .option('--channel <name>', 'only of this channel');
}

export async function run(context: Context, ids: string[], { all, channel }: Options): Promise<number> {
  if ((ids.length === 0) === (all === undefined))
    throw new RgzError('usage.missing', 'say which dead letters: their ids, or --all', {
      remedy: ['rgz notify dead', 'rgz notify resend --all'],
    });
  const sent = await resend(await context.app(), { ids, channel });
  if (context.json) context.printJson(sent);
  else if (sent.length === 0) context.note('no dead letters');
  else {
    for (const each of sent) context.print(`${each.channel}: ${each.ids.length} put up again`);
    context.note('the next controller sends them');
  }
  return 0;
}
