import type { CommandEntry } from '../../src/cli/command.ts';
import { overview } from '../../src/cli/help.ts';
import { buildCommand } from '../../src/cli/parse-arguments.ts';
import { page } from './markdown.ts';

const everywhere = 'Everywhere:';

/** Every command, in the words of its own `--help`. The flags that all of them take are told once. */
export async function commandsPage(commands: readonly CommandEntry[]): Promise<string> {
  const helps = await Promise.all(commands.map(async (entry) => ({ entry, help: await helpOf(entry) })));
  return page(
    '# Commands',
    block(overview(commands)),
    'Without a terminal on both ends, with `CI` set or with `--no-input`, nothing asks: what is missing is named, with exit code 2. [Exit codes and errors](errors.md) have a page of their own.',
    '## Flags of every command',
    block(helps[0]?.help.shared ?? ''),
    ...helps.flatMap(({ entry, help }) => [`## rgz ${entry.words}`, block(help.own)]),
  );
}

/** The help as it is shown, cut before the flags that every command has. */
async function helpOf(entry: CommandEntry): Promise<{ own: string; shared: string }> {
  const command = buildCommand(entry, await entry.load()).configureOutput({ getOutHelpWidth: () => 110 });
  const text = command.helpInformation();
  const at = text.indexOf(everywhere);
  return { own: text.slice(0, at), shared: text.slice(at + everywhere.length).replace(/^\n/, '') };
}

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
