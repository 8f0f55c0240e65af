import type { Command } from 'commander';
import { deadLetters } from '../../operations/notify-status.ts';
import type { Context } from '../context.ts';
import { letterTable, reasonLines } from '../render/channels.ts';

export function define(command: Command): void {
  command.argument('[channel]', 'only of this one');
}

export async function run(context: Context, [channel]: string[]): Promise<number> {
  const app = await context.app();
  const letters = await deadLetters(app, channel);
  if (context.json) context.printJson(letters);
  else if (letters.length === 0) context.note('no dead letters');
  else {
    context.print(letterTable(letters, context, app.clock.now()));
    context.print(`\n${reasonLines(letters, context)}`);
    context.note(
      'once the reason is dealt with: rgz notify resend <id>, or --all; to forget one: rgz notify drop <id>',
    );
  }
  return 0;
}
