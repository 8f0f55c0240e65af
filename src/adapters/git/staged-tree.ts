import type { StagedTree } from '../../ports/staged.ts';
import type { Environment } from './git-environment.ts';
import { GitRunner } from './run-git.ts';

/** Takes the index that Git names to its hooks: for `git commit <path>` it is not the usual one. */
export function stagedTree(worktree: string, env: Environment, indexFile: string | undefined): StagedTree {
  const git = new GitRunner(worktree, env, false);
  const named = indexFile === undefined ? {} : { env: { GIT_INDEX_FILE: indexFile } };
  return async () => (await git.must(['write-tree'], { worktree, ...named })).toString().trim();
}
