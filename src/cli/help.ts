import type { CommandEntry } from './command.ts';

/** The first page: every command in one line. */
export function overview(commands: readonly CommandEntry[]): string {
  return [
    'rgz: change control as files in Git',
    '',
    'Usage: rgz [-C <dir>] [--json] [--no-color] [--no-input] [--quiet] <command> …',
    '',
    ...lines(commands),
    '',
    'rgz <command> --help tells more. rgz --version tells the version.',
    '',
  ].join('\n');
}

/** The commands that begin with one word. */
export function groupHelp(commands: readonly CommandEntry[], group: string): string {
  return `${lines(commands.filter((each) => each.words.startsWith(`${group} `))).join('\n')}\n`;
}

function lines(commands: readonly CommandEntry[]): string[] {
  const width = Math.max(...commands.map((each) => each.words.length));
  return commands.map((each) => `  rgz ${each.words.padEnd(width)}  ${each.summary}`);
}
