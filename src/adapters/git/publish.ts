import { RgzError } from '../../errors/rgz-error.ts';
import type { AdvanceOutcome, Oid } from '../../ports/git.ts';
import { moveRef } from './move-ref.ts';
import type { PushReport } from './push-report.ts';
import type { RecordsBranch } from './records-branch.ts';
import { lockInTheWay } from './ref-lock.ts';
import type { Remote } from './remote.ts';
import type { GitRunner } from './run-git.ts';

/** How long the remote's branch may be locked by others without moving. */
const lockedMs = 10_000;

export interface Publishing {
  git: GitRunner;
  remote: Remote;
  branch: RecordsBranch;
  contains(tip: Oid, commit: Oid): Promise<boolean>;
}

/**
 * Compare-and-swap of the records branch on the remote.
 *
 * The lease is what this repository last saw on the remote: `expected` must be the remote-tracking ref. Where that ref
 * does not exist yet (nothing was ever fetched or pushed), `expected` must be the local branch and the lease is empty:
 * the first push publishes the local branch with the new commit on top, and loses if the remote has a branch after all.
 * Nothing is reported as not written before the remote was looked at again.
 */
export async function publish(work: Publishing, expected: Oid | undefined, next: Oid): Promise<AdvanceOutcome> {
  const { branch, remote } = work;
  const seen = branch.tracking();
  if (branch.published() !== expected) {
    return seen !== undefined && (await work.contains(seen, next)) ? 'advanced' : 'lost';
  }
  for (const began = Date.now(); ; await pause()) {
    const report = await remote.push(seen, next);
    if (report.verdict === 'written') {
      await noteOnTrackingRef(work, next);
      return 'advanced';
    }
    if (report.verdict === 'declined') throw refused(remote, report);
    const fate = await lookAgain(work, seen, next);
    if (fate !== 'unmoved') return fate;
    if (report.verdict !== 'raced' || Date.now() - began > lockedMs) throw refused(remote, report);
  }
}

/** `unmoved`: the remote is where it was, so the commit is still the right one to publish. */
async function lookAgain(work: Publishing, seen: Oid | undefined, next: Oid): Promise<AdvanceOutcome | 'unmoved'> {
  const { branch, remote } = work;
  const found = await remote.fetch().catch((error: unknown) => {
    throw unknownFate(error, next);
  });
  const now = found === 'fetched' ? branch.tracking() : undefined;
  if (now !== undefined && (await work.contains(now, next))) return 'advanced';
  return now === seen ? 'unmoved' : 'lost';
}

/**
 * Git does this itself unless the fetch refspec of the remote was changed, or the ref is locked. Published is published:
 * what cannot be noted now comes with the next fetch.
 */
async function noteOnTrackingRef({ git, branch, remote }: Publishing, next: Oid): Promise<void> {
  const at = branch.tracking();
  if (at === next || branch.trackingRef === undefined) return;
  const move = { ref: branch.trackingRef, expected: at, next, why: 'rgz: push' };
  await moveRef(git, remote.format, move).catch(() => 'lost');
}

function refused(remote: Remote, { words }: PushReport): RgzError {
  const lock = lockInTheWay(words);
  const own = words.includes('currently checked out')
    ? ['Push to a bare repository: the remote has this branch checked out.']
    : lock === undefined
      ? [`Ask those who run the remote ${remote.name} what it accepts.`]
      : [`On the remote, when no Git command runs there: rm '${lock}'`];
  return new RgzError('git.push-refused', `The remote ${remote.name} refused the commit: ${words.split('\n')[0]}`, {
    remedy: own,
    explanations: words.split('\n').map((message) => ({ rule: 'remote', message })),
  });
}

/** Another push holds the lock of the branch for a moment. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200));
}

function unknownFate(error: unknown, next: Oid): unknown {
  if (!(error instanceof RgzError) || error.code !== 'git.unreachable') return error;
  const fate = `It can't be told whether the commit ${next.slice(0, 12)} arrived; the next run looks before it writes.`;
  return new RgzError(error.code, error.message, {
    remedy: error.remedy,
    explanations: [{ rule: 'push', message: fate }, ...error.explanations],
    cause: error,
  });
}
