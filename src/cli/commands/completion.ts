import { Argument, type Command } from 'commander';
import { completionScript, type Shell } from '../completion-script.ts';
import type { Context } from '../context.ts';

export function define(command: Command): void {
  command.addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']));
}

export async function run(context: Context, [shell]: string[]): Promise<number> {
  context.print(completionScript(shell as Shell, await context.describeCommands()));
  return 0;
}
