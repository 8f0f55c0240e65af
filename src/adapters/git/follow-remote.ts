import type { CheckoutOutcome, Oid } from '../../ports/git.ts';
import { CheckoutMover, type Following } from './checkout-mover.ts';
import { type LeftAlone, leftBehind } from './checkout-outcome.ts';
import { type Checkout, inProgress } from './checkouts.ts';
import { moveRef } from './move-ref.ts';
import { emptyTree } from './oid.ts';

/**
 * Moves a checkout and its branch forward together to what is on the remote, if there is nothing unsaved in it.
 * The files go first: a commit made in between then carries the records along instead of taking them back.
 */
export async function followRemote(
  work: Following,
  checkout: Checkout,
  { local, to, early }: { local: Oid | undefined; to: Oid; early: Promise<string[]> | undefined },
): Promise<CheckoutOutcome> {
  if (inProgress(checkout.gitDir) !== undefined) return left(work, 'in-progress');
  const mover = new CheckoutMover(work, checkout);
  const steps = await mover.stepsUpTo(to);
  if (local === to && steps.length === 0) return { kind: 'updated' };
  if (mover.files.locked) return left(work, 'locked');
  const dirty = await (early ?? mover.files.changed());
  const base = local ?? emptyTree(work.store.format);
  const interrupted = steps.length === 0 ? undefined : await mover.whereOn(steps, { base, to });
  if (dirty.some((path) => !interrupted?.paths.has(path))) return left(work, 'dirty');
  const step = { from: local, next: to };
  mover.markers.add(step);
  const start = interrupted?.start ?? local;
  const blocked = interrupted?.blocked ?? (await mover.move(start, to, interrupted === undefined));
  if (blocked !== undefined) {
    if (steps.length === 0) mover.markers.remove([step]);
    return left(work, blocked.reason);
  }
  if (local !== to && (await fastForward(work, local, to)) === 'lost') return giveWay(work, mover, { local, to });
  mover.markers.remove([step, ...steps]);
  return { kind: 'updated' };
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
export function left({ branch, remoteName }: Following, reason: LeftAlone['reason']): LeftAlone {
  return leftBehind(reason, remoteName === undefined ? branch.name : `${remoteName}/${branch.name}`, branch.name);
}

/** Somebody else moved the branch in the meantime: the files go where it is now. */
async function giveWay(
  work: Following,
  mover: CheckoutMover,
  { local, to }: { local: Oid | undefined; to: Oid },
): Promise<CheckoutOutcome> {
  const now = work.branch.local();
  if (now === undefined) return left(work, 'failed');
  const contained = await work.isAncestor(to, now);
  const step = { from: local, next: to };
  const blocked = await mover.catchUp(contained ? [step, { from: to, next: now }] : [step], now);
  if (blocked !== undefined) return left(work, blocked.reason);
  mover.markers.remove([step]);
  return contained ? { kind: 'updated' } : left(work, 'diverged');
}
