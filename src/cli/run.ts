import { exitCodeOf } from '../errors/catalogue.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { readSettings } from '../settings.ts';
import { commands } from './commands/index.ts';
import { Context, type GlobalOptions, type Program, type Signals } from './context.ts';
import { describeCommands } from './describe-commands.ts';
import { findCommand } from './find-command.ts';
import { groupHelp, overview } from './help.ts';
import type { Host } from './host.ts';
import { parseArguments } from './parse-arguments.ts';
import { asRgzError, errorJson, errorText } from './render/error.ts';
import { paint } from './render/paint.ts';

/** Finds the command, runs it, and answers for whatever goes wrong. Never throws. */
export async function run(argv: readonly string[], host: Host, program: Program): Promise<number> {
  const signals: Signals = { handle: (signal) => stop(host, signal) };
  host.once('SIGINT', () => signals.handle('SIGINT'));
  host.once('SIGTERM', () => signals.handle('SIGTERM'));
  host.stdout.on('error', (error: NodeJS.ErrnoException) => host.exit(error.code === 'EPIPE' ? 0 : 70));
  const settings = readSettings(host.env);
  const json = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined).includes('--json');
  let context: Context | undefined;
  try {
    const { entry, group, rest } = findCommand(argv, commands);
    if (entry === undefined && (rest.includes('--version') || rest.includes('-V'))) {
      host.stdout.write(`${program.version}\n`);
      return 0;
    }
    if (entry === undefined) return overviewOrGroup(host, group, rest);
    const module = await entry.load();
    const parsed = parseArguments(entry, module, rest);
    if (parsed.kind === 'help') {
      host.stdout.write(parsed.text);
      return 0;
    }
    context = new Context(
      host,
      settings,
      parsed.options as GlobalOptions,
      program,
      () => describeCommands(commands),
      signals,
    );
    return await module.run(context, parsed.args, parsed.options).catch(async (error) => {
      const known = asRgzError(error);
      if (known.code !== 'record.unknown') throw error;
      throw (await import('../operations/list-meant.ts')).listMeant(known, entry.words);
    });
  } catch (error) {
    const known = asRgzError(error);
    const color = !argv.includes('--no-color') && (settings.color ?? host.stderr.isTTY === true);
    host.stderr.write(`${json ? errorJson(known) : errorText(known, paint(color))}\n`);
    return known.exitCode;
  } finally {
    await context?.close();
  }
}

function overviewOrGroup(host: Host, group: string | undefined, rest: readonly string[]): number {
  const wantsHelp = rest.includes('--help') || rest.includes('-h') || rest.includes('help');
  const typed = group === undefined ? 'rgz' : `rgz ${group}`;
  if (!wantsHelp && (group !== undefined || rest.includes('--json'))) {
    const inGroup = commands.filter((each) => group !== undefined && each.words.startsWith(`${group} `));
    throw new RgzError('usage.missing', `${typed} needs to be told what to do`, {
      remedy: [...inGroup.map((each) => `rgz ${each.words}`), `${typed} --help`],
    });
  }
  host.stdout.write(group === undefined ? overview(commands) : groupHelp(commands, group));
  return 0;
}

function stop(host: Host, signal: string): void {
  host.stderr.write(`\n${signal}: stopped; a commit is either whole on the branch or not there at all\n`);
  host.exit(exitCodeOf('interrupted'));
}
