import { RgzError } from '../../errors/rgz-error.ts';
import { plainWords } from './plain-words.ts';
import { unwritableIn } from './unwritable.ts';

/** The error for a Git command that failed without a meaning of its own: Git's words, and a remedy where one is known. */
export function gitFailure(command: readonly string[], stderr: string, where: string): RgzError {
  const said = plainWords(stderr);
  const words = /^fatal: (.*)/ms.exec(said)?.[1] ?? (said.replace(/^error: /, '') || 'Git ended without saying why.');
  if (words.includes('dubious ownership')) {
    return new RgzError('git.failed', `Git does not trust ${where}: the folder belongs to somebody else.`, {
      remedy: [`git config --global --add safe.directory ${where}`],
    });
  }
  return unwritableIn(words, where) ?? new RgzError('git.failed', `git ${command[0]} failed: ${words}`);
}

/** The error for a Git that can't be started at all. */
export function gitMissing(cause: unknown): RgzError {
  return new RgzError('git.missing', 'The program git cannot be run.', {
    remedy: ['Install Git 2.31 or newer and make sure that it is in PATH.'],
    cause,
  });
}
