import { Command, CommanderError } from 'commander';
import { RgzError } from '../errors/rgz-error.ts';
import type { CommandEntry, CommandModule } from './command.ts';

export type Parsed = { kind: 'help'; text: string } | { kind: 'run'; args: string[]; options: Record<string, unknown> };

/** One command with its own and the global flags. */
export function buildCommand(entry: CommandEntry, module: CommandModule): Command {
  const command = new Command(`rgz ${entry.words}`).description(entry.summary);
  module.define(command);
  return command
    .optionsGroup('Everywhere:')
    .option('-C <dir>', 'run as if started in this folder')
    .option('--json', 'one JSON document on standard output')
    .option('--no-color', 'no colours')
    .option('--no-input', 'never ask')
    .option('-q, --quiet', 'only the answer, no notes')
    .helpOption('-h, --help', 'this help');
}

/** Reads the arguments of one command. Every fault is `usage.invalid`, or `usage.missing` for an argument. */
export function parseArguments(entry: CommandEntry, module: CommandModule, rest: readonly string[]): Parsed {
  let text = '';
  const command = buildCommand(entry, module)
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({ writeOut: (out) => (text += out), writeErr: () => undefined, outputError: () => undefined });
  try {
    command.parse([...rest], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text };
    const code = error.code === 'commander.missingArgument' ? 'usage.missing' : 'usage.invalid';
    throw new RgzError(code, error.message.replace(/^error: /, ''), { remedy: [`rgz ${entry.words} --help`] });
  }
  return { kind: 'run', args: command.args, options: command.opts() };
}
