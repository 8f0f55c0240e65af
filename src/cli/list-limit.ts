import { type Command, InvalidArgumentError } from 'commander';

/** How many rows a list shows; `usual` is how many people are shown without it. */
export function limitOption(command: Command, usual: number): Command {
  return command.option('--limit <n>', `at most so many (default: ${usual} for people, all with --json)`, read);
}

function read(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('it has to be a whole number from 1 up.');
  return limit;
}
