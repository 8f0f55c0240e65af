import { RgzError } from '../../errors/rgz-error.ts';
import { gitFailure } from './git-failure.ts';
import { plainWords } from './plain-words.ts';
import type { GitResult, GitRunner } from './run-git.ts';
import { unwritableIn } from './unwritable.ts';

const notAllowed = /transport '.*' not allowed/;

/** The error for a remote that could not be spoken to. */
export function remoteFailure(git: GitRunner, remote: string, result: GitResult): RgzError {
  const words = plainWords(result.stderr);
  if (words.includes('dubious ownership') && !words.includes('Could not read from remote')) {
    return gitFailure(['fetch'], words, git.folder);
  }
  const unwritable = unwritableIn(words, git.folder);
  if (unwritable !== undefined) return unwritable;
  if (notAllowed.test(words)) {
    return new RgzError(
      'git.failed',
      `The address of the remote ${remote} is of a kind that rgz does not use: ${words}`,
      {
        remedy: [`git remote set-url ${remote} <https, ssh or file address>`],
      },
    );
  }
  const why = result.timedOut
    ? 'it did not answer in time'
    : (words.split('\n')[0] ?? '').replace(/^fatal: /, '') || 'no reason given';
  return new RgzError('git.unreachable', `The remote ${remote} cannot be reached: ${why}`, {
    remedy: [`git fetch ${remote}`, `git remote get-url ${remote}`],
    explanations: [{ rule: 'git', message: words }],
  });
}
