import { RgzError } from '../../errors/rgz-error.ts';
import type { AdvanceOutcome, Oid } from '../../ports/git.ts';
import { inProgress } from './checkouts.ts';
import { moveRef } from './move-ref.ts';
import type { ObjectFormat } from './oid.ts';
import { publish } from './publish.ts';
import type { RecordsBranch } from './records-branch.ts';
import type { Remote } from './remote.ts';
import type { GitRunner } from './run-git.ts';
import type { CheckoutSync } from './sync-checkout.ts';

export interface Advancing {
  git: GitRunner;
  format: ObjectFormat;
  branch: RecordsBranch;
  remote: Remote | undefined;
  checkouts: CheckoutSync;
  isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean>;
}

/** Compare-and-swap of the records branch: on the remote if there is one, otherwise of the local ref. */
export async function advance(work: Advancing, expected: Oid | undefined, next: Oid): Promise<AdvanceOutcome> {
  const { remote, isAncestor } = work;
  if (expected !== undefined && !(await isAncestor(expected, next))) {
    throw new RgzError('git.diverged', `The commit ${next} is not built on ${expected}, so it cannot follow it.`);
  }
  if (remote === undefined) return advanceHere(work, expected, next);
  return publish({ ...work, remote, contains: (tip, commit) => isAncestor(commit, tip) }, expected, next);
}

/** The step is noted for the checkouts before the branch moves under them, and taken back if it does not. */
async function advanceHere(work: Advancing, expected: Oid | undefined, next: Oid): Promise<AdvanceOutcome> {
  const { git, format, branch, checkouts } = work;
  refuseInProgress(work);
  if (branch.local() !== expected) return 'lost';
  const step = { from: expected, next };
  checkouts.announce(step);
  const move = { ref: branch.ref, expected, next, why: 'rgz: commit' };
  const failure = await moveRef(git, format, move).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (await hasLanded(work, next)) return 'advanced';
  checkouts.withdraw(step);
  if (failure !== undefined) throw failure;
  return 'lost';
}

/** The branch itself tells what became of a commit, whatever Git said, or was killed before it could say. */
async function hasLanded({ branch, isAncestor }: Advancing, commit: Oid): Promise<boolean> {
  const now = branch.local();
  return now !== undefined && (now === commit || (await isAncestor(commit, now)));
}

/** Finishing a merge that began before the commit would take the commit's changes back. */
function refuseInProgress({ branch, checkouts }: Advancing): void {
  for (const { gitDir, worktree } of checkouts.holders()) {
    const what = inProgress(gitDir);
    if (what === undefined) continue;
    throw new RgzError('git.in-progress', `A ${what} is under way on ${branch.name} in ${worktree}.`, {
      remedy: [`git ${what} --continue`, `git ${what} --abort`],
    });
  }
}
