import type { CommandEntry } from './command.ts';
import type { KnownCommand } from './completion-script.ts';
import { buildCommand } from './parse-arguments.ts';

/** Every command with the flags that it declares. Loads them all. */
export function describeCommands(commands: readonly CommandEntry[]): Promise<readonly KnownCommand[]> {
  return Promise.all(
    commands.map(async (entry) => {
      const { options } = buildCommand(entry, await entry.load());
      const flags = options.flatMap((option) => [option.long, option.short]).filter((flag) => typeof flag === 'string');
      return { words: entry.words, summary: entry.summary, flags };
    }),
  );
}
