import { RgzError } from '../errors/rgz-error.ts';
import type { GitRepository } from '../ports/git.ts';

/** Fetches for a better answer. False where there is no remote or it does not answer: what is known then stands. */
export async function lookAtRemote(git: Pick<GitRepository, 'refresh'>): Promise<boolean> {
  try {
    return await git.refresh();
  } catch (error) {
    if (error instanceof RgzError && error.code === 'git.unreachable') return false;
    throw error;
  }
}
