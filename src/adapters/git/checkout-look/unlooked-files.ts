import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectFormat } from '../oid.ts';
import type { GitRunner } from '../run-git.ts';
import { holdsBlob } from '../untouched-paths.ts';

const entry = /^(\S) 100(?:644|755) ([0-9a-f]+) 0\t(.+)$/s;

/**
 * Files at which Git was told not to look (`git update-index --assume-unchanged`, `--skip-worktree`) and which are not as
 * the index has them. What a sparse checkout leaves out is not there, and is no change.
 */
export async function unlookedFiles(
  { git, worktree, format }: { git: GitRunner; worktree: string; format: ObjectFormat },
  tops: readonly string[],
): Promise<string[]> {
  const args = ['--literal-pathspecs', 'ls-files', '--stage', '-v', '-z', '--', ...tops];
  const found: string[] = [];
  for (const line of (await git.must(args, { worktree })).toString().split('\0')) {
    const [, tag = 'H', oid = '', path = ''] = entry.exec(line) ?? [];
    const isSkipped = tag === 'S' || tag === 's';
    if (!isSkipped && tag === tag.toUpperCase()) continue;
    const file = join(worktree, path);
    if (isSkipped && lstatSync(file, { throwIfNoEntry: false }) === undefined) continue;
    if (!holdsBlob(file, oid, format)) found.push(path);
  }
  return found;
}
