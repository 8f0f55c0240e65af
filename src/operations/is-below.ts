import { RgzError } from '../errors/rgz-error.ts';
import type { GitRepository, Oid } from '../ports/git.ts';

/** Whether a commit that was remembered lies in a history. It may be gone since. */
export async function isBelow(git: Pick<GitRepository, 'isAncestor'>, commit: Oid, tip: Oid): Promise<boolean> {
  try {
    return await git.isAncestor(commit, tip);
  } catch (error) {
    if (error instanceof RgzError && error.code === 'git.failed') return false;
    throw error;
  }
}
