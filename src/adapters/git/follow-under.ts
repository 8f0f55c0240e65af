import type { CheckoutOutcome, Oid } from '../../ports/git.ts';
import type { Step } from './behind-markers.ts';
import type { Blocked } from './checkout-files.ts';
import { CheckoutMover, type Following } from './checkout-mover.ts';
import { leftUnder } from './checkout-outcome.ts';
import type { Checkout } from './checkouts.ts';

const attempts = 6;

/**
 * Brings a checkout forward whose branch has moved under it. Other writers may do the same at the same moment: whoever
 * finds after moving that the branch went on goes on too, so the last one to touch the files is also the one that
 * leaves them at the branch. What stays behind is noted, and the next write catches up.
 */
export async function followUnder(work: Following, checkout: Checkout, step: Step): Promise<CheckoutOutcome> {
  const mover = new CheckoutMover(work, checkout);
  let own: Step[] = [step];
  let plain = true;
  for (let attempt = 1; ; attempt++) {
    const to = await newest(work, step.next);
    const steps = union(await mover.stepsUpTo(to), own);
    plain = plain && to === step.next && steps.every(({ from, next }) => from === step.from && next === step.next);
    const blocked = plain ? await mover.move(step.from, to) : await mover.catchUp(steps, to);
    plain = false;
    const now = await newest(work, to);
    if (blocked === undefined && now === to) {
      mover.markers.remove(steps);
      return { kind: 'updated' };
    }
    if (now !== to) own = [...own, { from: to, next: now }];
    if (attempt >= attempts && blocked !== undefined) return leftUnder(checkout, blocked);
    if (blocked !== undefined) await pause(blocked, attempt);
  }
}

async function newest({ branch, isAncestor }: Following, to: Oid): Promise<Oid> {
  const now = branch.local();
  return now !== undefined && now !== to && (await isAncestor(to, now)) ? now : to;
}

/** A step that the writer already struck out for another still says where this one started. */
function union(noted: readonly Step[], own: readonly Step[]): Step[] {
  const known = new Set(noted.map(({ from, next }) => `${from} ${next}`));
  return [...noted, ...own.filter(({ from, next }) => from !== next && !known.has(`${from} ${next}`))];
}

/** Another writer of the same repository holds the index for some tens of milliseconds, or has just moved the files. */
function pause({ reason }: Blocked, attempt: number): Promise<void> {
  const longest = reason === 'locked' ? 40 * attempt : 10 * attempt;
  return new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * longest));
}
