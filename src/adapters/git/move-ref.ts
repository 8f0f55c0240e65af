import type { Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import { type ObjectFormat, zeroOid } from './oid.ts';
import { plainWords } from './plain-words.ts';
import { freeOfStaleLock, heldTooLong, lockInTheWay } from './ref-lock.ts';
import type { GitRunner } from './run-git.ts';

const raced = /but expected|reference already exists|unable to resolve reference|reference is missing/;

/**
 * Compare-and-swap of one ref; `expected` undefined means that the ref must not exist.
 * A lock that another writer holds right now counts as lost; one that a killed process left is taken away.
 */
export async function moveRef(
  git: GitRunner,
  format: ObjectFormat,
  move: { ref: string; expected: Oid | undefined; next: Oid; why: string },
): Promise<'moved' | 'lost'> {
  const args = ['update-ref', '--no-deref', '-m', move.why, move.ref, move.next, move.expected ?? zeroOid(format)];
  const env = { GIT_COMMITTER_NAME: 'rgz', GIT_COMMITTER_EMAIL: 'rgz@localhost' };
  for (;;) {
    const result = await git.run(args, { env, config: [['core.filesRefLockTimeout', '1000']] });
    if (result.code === 0) return 'moved';
    const lock = lockInTheWay(result.stderr);
    if (lock === undefined) {
      if (raced.test(result.stderr)) return 'lost';
      throw gitFailure(args, plainWords(result.stderr), git.folder);
    }
    if (freeOfStaleLock(lock)) continue;
    const stuck = heldTooLong(lock);
    if (stuck !== undefined) throw stuck;
    return 'lost';
  }
}
