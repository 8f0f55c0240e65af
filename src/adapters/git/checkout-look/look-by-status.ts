import { join } from 'node:path';
import type { ObjectFormat } from '../oid.ts';
import type { GitRunner, RunOptions } from '../run-git.ts';
import { mayHide } from './index-file.ts';
import { unlookedFiles } from './unlooked-files.ts';

/**
 * The files of a checkout that are not as HEAD has them, below the folders; untracked ones too, ignored ones not, and
 * those at which Git was told not to look. A submodule counts by its commit only: to look inside, Git would run under
 * the submodule's own configuration.
 */
export async function lookByStatus(
  parts: { git: GitRunner; worktree: string; gitDir: string; format: ObjectFormat; config: RunOptions['config'] },
  folders: readonly string[],
): Promise<string[]> {
  const { git, worktree, gitDir, format, config } = parts;
  const args = ['--literal-pathspecs', 'status', '--porcelain=v1', '-z', '--untracked-files=all'];
  args.push('--ignore-submodules=dirty', '--no-renames', '--', ...folders);
  const told = git.must(args, { worktree, ...(config && { config }) });
  const hides = mayHide(join(gitDir, 'index'), format);
  const [status, unlooked] = await Promise.all([told, hides ? unlookedFiles(parts, folders) : []]);
  const lines = status.toString().split('\0').filter(Boolean);
  return [...new Set([...lines.map((line) => line.slice(3)), ...unlooked])];
}
