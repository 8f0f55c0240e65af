import { Command, CommanderError } from 'commander';
import { RgzError } from '../errors/rgz-error.ts';
import type { CommandEntry, CommandModule } from './command.ts';

export type Parsed = { kind: 'help'; text: string } | { kind: 'run'; args: string[]; options: Record<string, unknown> };

/** One command with its own and the global flags. */
export function buildCommand(entry: CommandEntry, module: CommandModule): Command {
  const command = new Command(`rgz ${entry.words}`).description(entry.summary);
  module.define(command);
  // The value is set by now; in the help an empty list would only be noise.
  for (const option of command.options) {
    if (Array.isArray(option.defaultValue) && option.defaultValue.length === 0) option.defaultValue = undefined;
  }
  return command
    .optionsGroup('Everywhere:')
    .option('-C <dir>', 'run as if started in this folder')
    .option('--json', 'one JSON document on standard output')
    .option('--no-color', 'no colours')
    .option('--no-input', 'never ask')
    .option('-q, --quiet', 'only the answer, no notes')
    .helpOption('-h, --help', 'this help');
}

/** Reads the arguments of one command. Every fault is `usage.invalid`, or `usage.missing` with all that is missing. */
export function parseArguments(entry: CommandEntry, module: CommandModule, rest: readonly string[]): Parsed {
  let text = '';
  const command = buildCommand(entry, module)
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({ writeOut: (out) => (text += out), writeErr: () => undefined, outputError: () => undefined });
  refuseFlagAsValue(entry, command, rest);
  try {
    command.parse([...rest], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text };
    if (error.code !== 'commander.missingArgument')
      throw invalid(entry, error.message, sisters(command, error.message, rest));
  }
  refuseMissing(entry, module, command, rest);
  return { kind: 'run', args: command.args, options: command.opts() };
}

/** The parser takes `--tenant --json` for a tenant called "--json". */
function refuseFlagAsValue(entry: CommandEntry, command: Command, rest: readonly string[]): void {
  const named = (word: string | undefined) => command.options.find((each) => each.long === word || each.short === word);
  for (let at = 0; at < rest.length && rest[at] !== '--'; at += 1) {
    const option = named(rest[at]);
    if (option === undefined || !option.required) continue;
    const value = rest[at + 1];
    if (value === undefined) throw invalid(entry, `${option.flags} has no value`);
    if (named(value) !== undefined) throw invalid(entry, `${option.flags} is followed by ${value} and has no value`);
    at += 1;
  }
}

function refuseMissing(entry: CommandEntry, module: CommandModule, command: Command, rest: readonly string[]): void {
  const places = command.registeredArguments
    .filter((each) => each.required)
    .map((each, at) => command.args[at] ?? `<${each.name()}>`);
  const flags = module.needs?.(command.opts()) ?? [];
  const missing = [...places.slice(command.args.length), ...flags];
  if (missing.length === 0) return;
  throw new RgzError('usage.missing', `missing: ${missing.join(', ')}`, {
    remedy: [
      ['rgz', entry.words, ...places.map(inShell), ...givenFlags(command, rest), ...flags].join(' '),
      `rgz ${entry.words} --help`,
    ],
  });
}

/** The flags of the command itself as they were typed, so that only what is missing has to be added. */
function givenFlags(command: Command, rest: readonly string[]): string[] {
  const own = command.options.filter(({ long, short }) => !everywhere.has(long ?? short ?? ''));
  const given: string[] = [];
  for (let at = 0; at < rest.length && rest[at] !== '--'; at += 1) {
    const [name = '', value] = (rest[at] ?? '').split(/=(.*)/s);
    const option = own.find((each) => each.long === name || each.short === name);
    if (option === undefined) continue;
    given.push(name);
    if (!option.required) continue;
    given.push(inShell(value ?? rest[at + 1] ?? ''));
    if (value === undefined) at += 1;
  }
  return given;
}

const everywhere: ReadonlySet<string> = new Set(['-C', '--json', '--no-color', '--no-input', '--quiet']);

/** A word as a shell takes it for one; a long text is not said again. */
function inShell(word: string): string {
  if (word.length > 60) return "'…'";
  return /^[\w@%+=:,./<>-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What one command calls a reason is a comment to the other, and an edit names by its path what a creation has a flag for. */
function sisters(command: Command, message: string, rest: readonly string[]): string[] {
  const flag = /^error: unknown option '(--[a-z-]+)/.exec(message)?.[1];
  const has = (long: string) => command.options.some((each) => each.long === long);
  const meant = () => {
    if (flag === '--comment' && has('--reason')) return ['--reason <text>'];
    if (flag === '--reason' && has('--comment')) return ['--comment <text>'];
    return flag !== undefined && has('--set')
      ? ['--set request.impactAssessment=high', '--set target.version=2.1.1']
      : [];
  };
  const words = wordsBefore(command, rest, flag);
  return meant().map((each) => [...words, each].join(' '));
}

/** What was typed before a flag and belongs to no other: the id, most often. */
function wordsBefore(command: Command, rest: readonly string[], flag: string | undefined): string[] {
  const words: string[] = [];
  for (let at = 0; at < rest.length && rest[at]?.split('=')[0] !== flag; at += 1) {
    const word = rest[at] ?? '';
    const option = command.options.find((each) => each.long === word || each.short === word);
    if (option?.required) at += 1;
    else if (!word.startsWith('-')) words.push(inShell(word));
  }
  return words;
}

/** The parser puts its "did you mean" on a line of its own. */
function invalid(entry: CommandEntry, message: string, more: readonly string[] = []): RgzError {
  const [first = '', guess] = message.replace(/^error: /, '').split('\n');
  const meant = /Did you mean (?:one of )?(.+)\?/.exec(guess ?? '')?.[1]?.split(', ') ?? [];
  const remedy = [...[...more, ...meant].map((each) => `rgz ${entry.words} ${each}`), `rgz ${entry.words} --help`];
  return new RgzError('usage.invalid', first, { remedy });
}
