import type { GitRepository, Oid } from '../ports/git.ts';
import { isPlain } from './governed-paths.ts';

/** The first line of a file that a commit changed; undefined where the commit does not have the file. */
export async function changedLine(git: GitRepository, commit: Oid, file: string): Promise<number | undefined> {
  const { parents } = await git.readCommit(commit);
  const [after, before] = await Promise.all([linesAt(git, commit, file), linesAt(git, parents[0], file)]);
  if (after === undefined) return undefined;
  const at = after.findIndex((line, index) => line !== before?.[index] && !isVersion(line));
  const versionAt = after.findIndex((line, index) => line !== before?.[index]);
  return Math.max(at === -1 ? versionAt : at, 0) + 1;
}

/** It rises with every change of a policy, and tells nothing of which. */
function isVersion(line: string): boolean {
  return /^version:/.test(line);
}

async function linesAt(git: GitRepository, commit: Oid | undefined, file: string) {
  const entry = commit === undefined ? undefined : await git.find(commit, file);
  return entry !== undefined && isPlain(entry.mode)
    ? (await git.readBlob(entry.oid)).toString().split('\n')
    : undefined;
}
