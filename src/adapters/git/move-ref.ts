import { statSync } from 'node:fs';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import { gitFailure } from './git-failure.ts';
import { type ObjectFormat, zeroOid } from './oid.ts';
import { plainWords } from './plain-words.ts';
import type { GitRunner } from './run-git.ts';

/** Git holds a ref's lock for milliseconds. One this old was left by a process that was killed. */
const staleLockMs = 10_000;

const raced = /but expected|reference already exists|unable to resolve reference|reference is missing/;

/**
 * Compare-and-swap of one ref; `expected` undefined means that the ref must not exist.
 * A lock that another writer holds right now counts as lost. A lock older than ten seconds is an error that names the
 * file to remove: only a person can know that its owner is gone, and taking it away from a live writer could lose a commit.
 */
export async function moveRef(
  git: GitRunner,
  format: ObjectFormat,
  move: { ref: string; expected: Oid | undefined; next: Oid; why: string },
): Promise<'moved' | 'lost'> {
  const args = ['update-ref', '--no-deref', '-m', move.why, move.ref, move.next, move.expected ?? zeroOid(format)];
  const env = { GIT_COMMITTER_NAME: 'rgz', GIT_COMMITTER_EMAIL: 'rgz@localhost' };
  const result = await git.run(args, { env, config: [['core.filesRefLockTimeout', '1000']] });
  if (result.code === 0) return 'moved';
  const lock = /Unable to create '(.+?\.lock)': File exists/s.exec(result.stderr)?.[1];
  if (lock !== undefined) {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleLockMs) throw staleLock(lock, age);
    return 'lost';
  }
  if (raced.test(result.stderr)) return 'lost';
  throw gitFailure(args, plainWords(result.stderr), git.folder);
}

function staleLock(lock: string, age: number): RgzError {
  const seconds = Math.round(age / 1000);
  return new RgzError('git.failed', `A Git process has held ${lock} for ${seconds} seconds; it was probably killed.`, {
    remedy: ['Make sure that no other Git process runs in this repository, then:', `rm '${lock}'`],
  });
}
