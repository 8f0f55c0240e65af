import type { CheckoutOutcome, Oid } from '../../ports/git.ts';
import { BehindMarkers, type Step } from './behind-markers.ts';
import { CheckoutMover, type Following } from './checkout-mover.ts';
import { inTurn } from './checkout-turn.ts';
import { type Checkout, holdsBranch, inProgress } from './checkouts.ts';
import { fastForward, followRemote, left, leftDiverged } from './follow-remote.ts';
import { followUnder } from './follow-under.ts';

/** An answer about unsaved changes counts for as long as a commit and a push usually take. */
const earlyCountsMs = 2_000;

/** Lets the checkouts of the records branch follow it, without ever touching unsaved work. */
export class CheckoutSync {
  private readonly work: Following;
  private early: { checkout: string; at: number; dirty: Promise<string[]> } | undefined;

  constructor(work: Following) {
    this.work = work;
  }

  /** Starts looking for unsaved changes while the commit is made and pushed; `toRemote` uses the answer. */
  lookEarly(): void {
    const now = Date.now();
    if (this.early !== undefined && now - this.early.at < earlyCountsMs) return;
    const [holder] = this.holders();
    if (holder === undefined || inProgress(holder.gitDir) !== undefined) return;
    const dirty = new CheckoutMover(this.work, holder).files.changed();
    dirty.catch(() => {});
    this.early = { checkout: holder.gitDir, at: now, dirty };
  }

  /** Notes, before the branch moves under its checkouts, the step they will have to follow. */
  announce(step: Step): void {
    for (const { gitDir } of this.holders()) new BehindMarkers(gitDir).add(step);
  }

  /** Takes an announcement back: the branch did not move. */
  withdraw(step: Step): void {
    for (const { gitDir } of this.holders()) new BehindMarkers(gitDir).remove([step]);
  }

  /** True if a step is noted that some checkout has not followed: its writer was killed, or is still at it. */
  areBehind(): boolean {
    return this.holders().some(({ gitDir }) => new BehindMarkers(gitDir).list().length > 0);
  }

  /** The commits at which the files of this checkout may still be, though its branch has moved on; undefined: before any. */
  mayStandAt(): readonly (Oid | undefined)[] {
    const { here } = this.work;
    return here === undefined ? [] : new BehindMarkers(here).list().map(({ from }) => from);
  }

  /** The checkouts that are on the records branch, the one rgz was started in first. */
  holders(): Checkout[] {
    const { branch, here, checkouts } = this.work;
    const holders = checkouts().filter((checkout) => holdsBranch(checkout, branch.ref));
    return holders.sort((one, other) => Number(other.gitDir === here) - Number(one.gitDir === here));
  }

  /** Without a remote: the branch has moved already, and each checkout's index and files follow. */
  async toBranch(step: Step): Promise<CheckoutOutcome> {
    const outcomes: CheckoutOutcome[] = [];
    for (const holder of this.holders()) {
      outcomes.push(await inTurn(holder.gitDir, () => followUnder(this.work, holder, step)));
    }
    return outcomes[0] ?? this.notHere();
  }

  /** With a remote: checkout and local branch move together, forward only, and only when there is nothing unsaved. */
  async toRemote(to: Oid): Promise<CheckoutOutcome> {
    const early = this.early;
    this.early = undefined;
    const [holder] = this.holders();
    if (holder === undefined) return this.moveUnseen(to);
    return inTurn(holder.gitDir, async () => {
      const counts = early?.checkout === holder.gitDir && Date.now() - early.at < earlyCountsMs;
      return followRemote(this.work, holder, { to, early: counts ? early.dirty : undefined });
    });
  }

  /** The local branch moves forward where no checkout is on it. */
  private async moveUnseen(to: Oid): Promise<CheckoutOutcome> {
    const { branch, isAncestor } = this.work;
    const local = branch.local();
    if (local === undefined || local === to || (await isAncestor(to, local))) return this.notHere();
    if (!(await isAncestor(local, to))) return leftDiverged(this.work, { local, to }, true);
    await fastForward(this.work, local, to);
    return this.notHere();
  }

  private notHere(): CheckoutOutcome {
    const { here, checkouts } = this.work;
    if (here === undefined) return { kind: 'bare' };
    const head = checkouts().find((checkout) => checkout.gitDir === here)?.head;
    if (head === undefined || 'ref' in head) return { kind: 'not-checked-out' };
    return inProgress(here) === undefined
      ? left(this.work, 'detached')
      : left(this.work, 'in-progress', { elsewhere: true });
  }
}
