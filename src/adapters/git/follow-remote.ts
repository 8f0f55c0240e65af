import { join } from 'node:path';
import type { CheckoutOutcome, Oid } from '../../ports/git.ts';
import type { Blocked } from './checkout-files.ts';
import { CheckoutMover, type Following } from './checkout-mover.ts';
import { type Hindrance, type LeftAlone, leftBehind } from './checkout-outcome.ts';
import { type Checkout, inProgress } from './checkouts.ts';
import { wayFromDiverged } from './diverged.ts';
import { moveRef } from './move-ref.ts';
import { emptyTree } from './oid.ts';

/**
 * Moves a checkout and its branch forward together to what is on the remote, if there is nothing unsaved in it.
 * The files go first: a commit made in between then carries the records along instead of taking them back.
 */
export async function followRemote(
  work: Following,
  checkout: Checkout,
  { to: known, early }: { to: Oid; early: Promise<string[]> | undefined },
): Promise<CheckoutOutcome> {
  const { branch, store, isAncestor } = work;
  const to = await newest(work, known);
  const local = branch.local();
  if (local !== undefined && !(await isAncestor(local, to))) {
    return (await isAncestor(to, local)) ? { kind: 'updated' } : leftDiverged(work, { local, to });
  }
  if (inProgress(checkout.gitDir) !== undefined) return left(work, 'in-progress');
  const mover = new CheckoutMover(work, checkout);
  const steps = await mover.stepsUpTo(to);
  if (local === to && steps.length === 0) return { kind: 'updated' };
  if (mover.files.locked) return left(work, 'locked', { lock: join(checkout.gitDir, 'index.lock') });
  const dirty = await unsaved(mover, early);
  const base = local ?? emptyTree(store.format);
  const interrupted = steps.length === 0 ? undefined : await mover.whereOn(steps, { base, to });
  if (dirty.some((path) => !interrupted?.paths.has(path))) return left(work, 'dirty');
  const step = { from: local, next: to };
  mover.markers.add(step);
  const start = interrupted?.start ?? local;
  const blocked = interrupted?.blocked ?? (await mover.move(start, to, interrupted === undefined));
  if (blocked !== undefined) {
    if (steps.length === 0) mover.markers.remove([step]);
    return stopped(work, checkout, blocked);
  }
  if (local !== to && (await fastForward(work, local, to)) === 'lost') return giveWay(work, mover, { local, to });
  mover.markers.remove([step, ...steps]);
  return { kind: 'updated' };
}

/** What others have published since is followed in one go. */
async function newest({ branch, isAncestor }: Following, to: Oid): Promise<Oid> {
  const now = branch.published();
  return now !== undefined && now !== to && (await isAncestor(to, now)) ? now : to;
}

/** An early answer may have caught the files while another rgz was moving them, so only a clean one counts. */
async function unsaved(mover: CheckoutMover, early: Promise<string[]> | undefined): Promise<string[]> {
  const seen = await early;
  return seen?.length === 0 ? seen : mover.files.changed();
}

/** Moves the local branch by compare-and-swap; the caller knows that it is forward. */
export function fastForward(
  { git, store, branch }: Following,
  expected: Oid | undefined,
  next: Oid,
): Promise<'moved' | 'lost'> {
  return moveRef(git, store.format, { ref: branch.ref, expected, next, why: 'rgz: fast-forward' });
}

/** Says that the checkout stayed where it is. */
export function left({ branch }: Following, reason: LeftAlone['reason'], hindrance?: Hindrance): LeftAlone {
  return leftBehind(reason, { published: branch.publishedName, branch: branch.name }, hindrance);
}

/** The same where the local branch has gone its own way. */
export async function leftDiverged(
  work: Following,
  ends: { local: Oid; to: Oid },
  elsewhere = false,
): Promise<LeftAlone> {
  return left(work, 'diverged', { elsewhere, way: await wayFromDiverged(work, ends) });
}

function stopped(work: Following, checkout: Checkout, { reason, path, untracked }: Blocked): LeftAlone {
  return left(work, reason, untracked && path !== undefined ? { untracked: join(checkout.worktree, path) } : {});
}

/** Somebody else moved the branch in the meantime, or holds its lock: the files go where it is now. */
async function giveWay(
  work: Following,
  mover: CheckoutMover,
  { local, to }: { local: Oid | undefined; to: Oid },
): Promise<CheckoutOutcome> {
  const now = work.branch.local();
  const contained = now !== undefined && (await work.isAncestor(to, now));
  const step = { from: local, next: to };
  const target = now ?? emptyTree(work.store.format);
  const blocked = await mover.catchUp(contained ? [step, { from: to, next: now }] : [step], target);
  if (blocked !== undefined) return stopped(work, mover.files.checkout, blocked);
  mover.markers.remove([step]);
  if (contained) return { kind: 'updated' };
  return now === local || now === undefined ? left(work, 'locked') : leftDiverged(work, { local: now, to });
}
