import type { CheckoutOutcome, Oid } from '../../ports/git.ts';
import { BehindMarkers, type Step } from './behind-markers.ts';
import { type Blocked, CheckoutFiles } from './checkout-files.ts';
import { leftBehind, leftUnder } from './checkout-outcome.ts';
import { type Checkout, holdsBranch, inProgress } from './checkouts.ts';
import { whereInterrupted } from './interrupted-steps.ts';
import { moveRef } from './move-ref.ts';
import type { ObjectStore } from './object-store.ts';
import { emptyTree } from './oid.ts';
import type { RecordsBranch } from './records-branch.ts';
import type { GitRunner, RunOptions } from './run-git.ts';
import type { TreeWalk } from './tree-walk.ts';
import { untouchedPaths } from './untouched-paths.ts';

const attempts = 6;

export interface Following {
  git: GitRunner;
  store: ObjectStore;
  walk: TreeWalk;
  branch: RecordsBranch;
  remoteName: string | undefined;
  /** The Git folder of the checkout rgz was started in; undefined in a bare repository. */
  here: string | undefined;
  checkouts(): Checkout[];
  config(): Promise<RunOptions['config']>;
  isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean>;
}

/** Lets the checkouts of the records branch follow it, without ever touching unsaved work. */
export class CheckoutSync {
  private readonly work: Following;
  private early: { checkout: string; dirty: Promise<string[]> } | undefined;

  constructor(work: Following) {
    this.work = work;
  }

  /** Starts looking for unsaved changes while the commit is made and pushed; `followRemote` uses the answer. */
  lookEarly(): void {
    if (this.early !== undefined) return;
    const [holder] = this.holders();
    if (holder === undefined || inProgress(holder.gitDir) !== undefined) return;
    const dirty = this.files(holder).changed();
    dirty.catch(() => {});
    this.early = { checkout: holder.gitDir, dirty };
  }

  /** Notes, before the branch moves under its checkouts, the step they will have to follow. */
  announce(step: Step): void {
    for (const { gitDir } of this.holders()) new BehindMarkers(gitDir).add(step);
  }

  /** Takes an announcement back: the branch did not move. */
  withdraw(step: Step): void {
    for (const { gitDir } of this.holders()) new BehindMarkers(gitDir).remove([step]);
  }

  /** The checkouts that are on the records branch, the one rgz was started in first. */
  holders(): Checkout[] {
    const { branch, here, checkouts } = this.work;
    const holders = checkouts().filter((checkout) => holdsBranch(checkout, branch.ref));
    return holders.sort((one, other) => Number(other.gitDir === here) - Number(one.gitDir === here));
  }

  /** Without a remote: the branch has moved already, and each checkout's index and files follow. */
  async followUnder(from: Oid | undefined, to: Oid): Promise<CheckoutOutcome> {
    const holders = this.holders();
    const outcomes: CheckoutOutcome[] = [];
    for (const holder of holders) outcomes.push(await this.followOne(holder, { from, next: to }));
    return outcomes[0] ?? this.notHere();
  }

  private async followOne(checkout: Checkout, step: Step): Promise<CheckoutOutcome> {
    const markers = new BehindMarkers(checkout.gitDir);
    const files = this.files(checkout);
    for (let attempt = 1; ; attempt++) {
      const to = await this.newest(step.next);
      const noted = await this.effective(markers, to);
      const steps = noted.length === 0 ? [step] : noted;
      const blocked = await this.catchUp(files, { steps, to, plain: attempt === 1 && isOnly(steps, step, to) });
      if (blocked === undefined) {
        markers.remove(steps);
        return { kind: 'updated' };
      }
      if (attempt === attempts) return leftUnder(checkout, blocked);
      await pause(blocked, attempt);
    }
  }

  /** A plain step starts at its own beginning; after any other it has to be found out where the checkout is. */
  private async catchUp(
    files: CheckoutFiles,
    { steps, to, plain }: { steps: Step[]; to: Oid; plain: boolean },
  ): Promise<Blocked | undefined> {
    if (plain) return this.move(files, steps[0]?.from, to);
    const found = await whereInterrupted({ ...this.work, files }, steps, { base: to, to });
    return found.blocked ?? this.move(files, found.start, to);
  }

  /** With a remote: checkout and local branch move together, forward only, and only when there is nothing unsaved. */
  async followRemote(to: Oid): Promise<CheckoutOutcome> {
    const { branch, isAncestor } = this.work;
    const early = this.early;
    this.early = undefined;
    const local = branch.local();
    const [holder] = this.holders();
    const forward = local === undefined || (await isAncestor(local, to));
    if (holder === undefined) {
      if (forward && local !== undefined && local !== to) await this.moveBranch(local, to);
      return forward ? this.notHere() : this.left('diverged');
    }
    if (!forward)
      return local !== undefined && (await isAncestor(to, local)) ? { kind: 'updated' } : this.left('diverged');
    if (inProgress(holder.gitDir) !== undefined) return this.left('in-progress');
    const files = this.files(holder);
    const markers = new BehindMarkers(holder.gitDir);
    const steps = await this.effective(markers, to);
    if (local === to && steps.length === 0) return { kind: 'updated' };
    if (files.locked) return this.left('locked');
    return this.followTogether(
      files,
      markers,
      { local, to, steps },
      early?.checkout === holder.gitDir ? early.dirty : undefined,
    );
  }

  private async followTogether(
    files: CheckoutFiles,
    markers: BehindMarkers,
    { local, to, steps }: { local: Oid | undefined; to: Oid; steps: Step[] },
    early: Promise<string[]> | undefined,
  ): Promise<CheckoutOutcome> {
    const { store } = this.work;
    const dirty = await (early ?? files.changed());
    const base = local ?? emptyTree(store.format);
    const interrupted =
      steps.length === 0 ? undefined : await whereInterrupted({ ...this.work, files }, steps, { base, to });
    if (dirty.some((path) => !interrupted?.paths.has(path))) return this.left('dirty');
    const step = { from: local, next: to };
    markers.add(step);
    const blocked =
      interrupted?.blocked ?? (await this.move(files, interrupted?.start ?? local, to, interrupted === undefined));
    if (blocked !== undefined) {
      if (steps.length === 0) markers.remove([step]);
      return this.left(blocked.reason);
    }
    if (local !== to && (await this.moveBranch(local, to)) === 'lost') {
      await this.move(files, to, local ?? emptyTree(store.format));
      markers.remove([step]);
      return this.left('diverged');
    }
    markers.remove([step, ...steps]);
    return { kind: 'updated' };
  }

  /** Git's two-way merge decides; where few files change and none was touched, they are simply replaced. */
  private async move(
    files: CheckoutFiles,
    start: Oid | undefined,
    to: Oid,
    indexIsStart = false,
  ): Promise<Blocked | undefined> {
    const { walk, store } = this.work;
    const from = start ?? emptyTree(store.format);
    const { worktree } = files.checkout;
    const untouched = await untouchedPaths(walk, worktree, { from, to, format: store.format });
    if (untouched === undefined) return files.move(from, to);
    const paths = [...untouched.keys()];
    if (!indexIsStart) {
      const indexed = await files.indexed(paths);
      if (paths.some((path) => indexed.get(path) !== untouched.get(path))) return files.move(from, to);
    }
    return (await files.replace(paths, to)) && files.move(from, to);
  }

  private moveBranch(expected: Oid | undefined, next: Oid): Promise<'moved' | 'lost'> {
    const { git, store, branch } = this.work;
    return moveRef(git, store.format, { ref: branch.ref, expected, next, why: 'rgz: fast-forward' });
  }

  /** The noted steps that the branch really took; the others were lost, or their writer is still at it. */
  private async effective(markers: BehindMarkers, to: Oid): Promise<Step[]> {
    const taken: Step[] = [];
    const others: Step[] = [];
    for (const step of markers.list()) {
      const known = await this.work.walk.rootOf(step.next).catch(() => undefined);
      const counts = known !== undefined && (await this.work.isAncestor(step.next, to));
      (counts ? taken : others).push(step);
    }
    markers.dropForgotten(others);
    return taken;
  }

  private async newest(to: Oid): Promise<Oid> {
    const now = this.work.branch.local();
    return now !== undefined && (await this.work.isAncestor(to, now)) ? now : to;
  }

  private notHere(): CheckoutOutcome {
    const { here, checkouts } = this.work;
    if (here === undefined) return { kind: 'bare' };
    const head = checkouts().find((checkout) => checkout.gitDir === here)?.head;
    return head !== undefined && 'commit' in head ? this.left('detached') : { kind: 'not-checked-out' };
  }

  private left(reason: Parameters<typeof leftBehind>[0]): CheckoutOutcome {
    const { branch, remoteName } = this.work;
    return leftBehind(reason, remoteName === undefined ? branch.name : `${remoteName}/${branch.name}`, branch.name);
  }

  private files(checkout: Checkout): CheckoutFiles {
    return new CheckoutFiles(this.work.git, checkout, this.work.config);
  }
}

function isOnly(steps: readonly Step[], { from, next }: Step, to: Oid): boolean {
  return steps.length === 1 && steps[0]?.from === from && steps[0]?.next === next && next === to;
}

/** Another writer of the same repository holds the index for some tens of milliseconds, or has just moved the files. */
function pause({ reason }: Blocked, attempt: number): Promise<void> {
  const longest = reason === 'locked' ? 40 * attempt : 10 * attempt;
  return new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * longest));
}
