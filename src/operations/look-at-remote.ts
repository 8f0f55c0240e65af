import { RgzError } from '../errors/rgz-error.ts';
import type { GitRepository } from '../ports/git.ts';

/** What came of a look at the remote. Not seen without a failure: there is none. */
export interface Look {
  seen: boolean;
  failure?: RgzError;
}

/** Fetches for a better answer. Where the remote does not answer, what is known stands. */
export async function lookAtRemote(git: Pick<GitRepository, 'refresh'>): Promise<Look> {
  try {
    return { seen: await git.refresh() };
  } catch (error) {
    if (error instanceof RgzError && error.code === 'git.unreachable') return { seen: false, failure: error };
    throw error;
  }
}

/** A refusal that the remote might have taken back, had it answered. */
export function asOfLastFetch(error: RgzError, { failure }: Look): RgzError {
  if (failure === undefined) return error;
  const [fetch] = failure.remedy;
  const { code, message, where, remedy, explanations } = error;
  return new RgzError(code, message, {
    ...(where === undefined ? {} : { where }),
    explanations: [
      ...explanations,
      { rule: failure.code, message: `${failure.message}; so this is as of the last fetch` },
    ],
    remedy: [...remedy.filter((each) => !each.startsWith('git fetch')), ...(fetch === undefined ? [] : [fetch])],
    cause: error,
  });
}
