import type { Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import type { GitRunner } from './run-git.ts';

/** The commit that a revision in the user's words names; undefined when it names none. */
export async function resolveRevision(git: GitRunner, revision: string): Promise<Oid | undefined> {
  if (revision === '' || /\p{Cc}/u.test(revision)) return undefined;
  const result = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return /^([0-9a-f]{40,64})$/m.exec(result.code === 0 ? result.stdout.toString() : '')?.[1];
}

/** The best common ancestors of two commits; none when they are strangers. */
export async function mergeBases(git: GitRunner, left: Oid, right: Oid): Promise<readonly Oid[]> {
  const args = ['merge-base', '--all', '--end-of-options', left, right];
  const result = await git.run(args);
  if (result.code > 1) throw gitFailure(args, result.stderr, git.folder);
  return result.stdout.toString().split('\n').filter(Boolean);
}
