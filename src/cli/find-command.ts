import { lettersApart } from '../errors/letters-apart.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { CommandEntry } from './command.ts';

export interface Found {
  entry: CommandEntry | undefined;
  /** `request`, when only the first word of several commands was typed. */
  group: string | undefined;
  /** The command line without the words of the command. */
  rest: readonly string[];
}

/** Global flags that take a value, so that the value is not taken for a command. */
const valued = new Set(['-C']);

/** Finds the command by its words, which may stand after global flags. `help` asks for the help of what follows. Loads nothing. */
export function findCommand(given: readonly string[], commands: readonly CommandEntry[]): Found {
  const argv = withHelpAsFlag(given);
  const words: string[] = [];
  const used: number[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') break;
    if (word.startsWith('-')) {
      if (valued.has(word)) at += 1;
      else if (words.length > 0 && !global.has(word)) break;
      continue;
    }
    const longer = [...words, word].join(' ');
    if (!commands.some((each) => each.words === longer || each.words.startsWith(`${longer} `))) break;
    words.push(word);
    used.push(at);
  }
  const typed = words.join(' ');
  const rest = argv.filter((_, at) => !used.includes(at));
  const entry = commands.find((each) => each.words === typed);
  if (entry !== undefined) return { entry, group: undefined, rest };
  refuseUnknown(rest, typed, commands);
  return { entry: undefined, group: typed === '' ? undefined : typed, rest };
}

/** `rgz help request create` is `rgz --help request create`. */
function withHelpAsFlag(argv: readonly string[]): readonly string[] {
  const first = argv.findIndex(
    (word, at) => word === '--' || !(word.startsWith('-') || valued.has(argv[at - 1] ?? '')),
  );
  return argv[first] === 'help' ? argv.with(first, '--help') : argv;
}

const global = new Set(['--json', '--no-color', '--no-input', '--quiet', '-q']);
/** What may stand where no command does. */
const known = new Set([...global, '--help', '-h', 'help', '--version', '-V', '--']);

function refuseUnknown(rest: readonly string[], typed: string, commands: readonly CommandEntry[]): void {
  const last = rest.at(-1) ?? '';
  if (valued.has(last))
    throw new RgzError('usage.invalid', `${last} is not followed by a value`, {
      remedy: [`rgz ${last} <dir> <command>`],
    });
  const wrong = rest.find((word, at) => !valued.has(rest[at - 1] ?? '') && !known.has(word) && !valued.has(word));
  if (wrong === undefined) return;
  const wanted = typed === '' ? wrong : `${typed} ${wrong}`;
  const said = [typed, ...rest.slice(rest.indexOf(wrong))].join(' ').trim().split(' ');
  const near = commands
    .map(({ words }) => ({ words, distance: Math.min(farFrom(words, wanted, wrong), apartAtLength(words, said)) }))
    .filter((each) => each.distance <= Math.max(2, wanted.length / 3))
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3);
  throw new RgzError(
    'usage.unknown-command',
    wrong.startsWith('-') ? `there is no flag ${wrong} here` : `there is no command "rgz ${wanted}"`,
    {
      remedy: [...near.map((each) => `rgz ${each.words}`), `rgz ${typed === '' ? '' : `${typed} `}--help`],
    },
  );
}

/** A slip in the first word of a command is told by all of its words. */
function apartAtLength(words: string, said: readonly string[]): number {
  return lettersApart(words, said.slice(0, words.split(' ').length).join(' '));
}

/** The right verb without its noun, or beside the wrong one, is no further than a slip of the pen. */
function farFrom(words: string, wanted: string, wrong: string): number {
  return words === wrong || words.endsWith(` ${wrong}`) ? 1 : lettersApart(words, wanted);
}
