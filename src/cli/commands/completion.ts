import { Argument, type Command } from 'commander';
import { completionScript, type Shell } from '../completion-script.ts';
import type { Context } from '../context.ts';
import { buildCommand } from '../parse-arguments.ts';

export function define(command: Command): void {
  command.addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']));
}

export async function run(context: Context, [shell]: string[]): Promise<number> {
  const { commands } = await import('./index.ts');
  const known = await Promise.all(
    commands.map(async (entry) => {
      const { options } = buildCommand(entry, await entry.load());
      return {
        words: entry.words,
        summary: entry.summary,
        flags: options.flatMap((option) => [option.long, option.short].filter((flag) => flag != null)),
      };
    }),
  );
  context.print(completionScript(shell as Shell, known));
  return 0;
}
