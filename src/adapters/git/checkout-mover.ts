import type { GitIdentity, Oid } from '../../ports/git.ts';
import { BehindMarkers, type Step } from './behind-markers.ts';
import { type Blocked, CheckoutFiles } from './checkout-files.ts';
import type { Checkout } from './checkouts.ts';
import { whereInterrupted } from './interrupted-steps.ts';
import type { ObjectStore } from './object-store.ts';
import { emptyTree } from './oid.ts';
import type { RecordsBranch } from './records-branch.ts';
import type { GitRunner, RunOptions } from './run-git.ts';
import type { TreeWalk } from './tree-walk.ts';
import { untouchedPaths } from './untouched-paths.ts';

/** What following the records branch needs of the repository. */
export interface Following {
  git: GitRunner;
  store: ObjectStore;
  walk: TreeWalk;
  branch: RecordsBranch;
  remoteName: string | undefined;
  /** The Git folder of the checkout rgz was started in; undefined in a bare repository. */
  here: string | undefined;
  checkouts(): Checkout[];
  identity(): Promise<GitIdentity>;
  config(): Promise<RunOptions['config']>;
  isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean>;
}

/** Moves the index and files of one checkout, and knows which steps of the branch they have still to follow. */
export class CheckoutMover {
  readonly files: CheckoutFiles;
  readonly markers: BehindMarkers;
  private readonly work: Following;

  constructor(work: Following, checkout: Checkout) {
    this.work = work;
    this.files = new CheckoutFiles(work.git, checkout, work.config);
    this.markers = new BehindMarkers(checkout.gitDir);
  }

  /** The noted steps that the branch really took; the others were lost, or their writer is still at it. */
  async stepsUpTo(to: Oid): Promise<Step[]> {
    const taken: Step[] = [];
    const others: Step[] = [];
    for (const step of this.markers.list()) {
      const known = await this.work.walk.rootOf(step.next);
      const counts = known !== undefined && (await this.work.isAncestor(step.next, to));
      (counts ? taken : others).push(step);
    }
    this.markers.dropForgotten(others);
    return taken;
  }

  /** Where the checkout is on steps that were cut short. `base` is where it is on everything else. */
  whereOn(steps: readonly Step[], ends: { base: Oid; to: Oid }) {
    return whereInterrupted({ ...this.work, files: this.files }, steps, ends);
  }

  /** Moves to a commit from wherever the steps left the checkout. */
  async catchUp(steps: readonly Step[], to: Oid): Promise<Blocked | undefined> {
    const { start, blocked } = await this.whereOn(steps, { base: to, to });
    return blocked ?? this.move(start, to);
  }

  /**
   * Moves from one tree to another. Where few files change and each is as `start` says, they are simply replaced;
   * otherwise Git's two-way merge decides. `indexIsStart` saves looking at the index again.
   */
  async move(start: Oid | undefined, to: Oid, indexIsStart = false): Promise<Blocked | undefined> {
    const { walk, store } = this.work;
    const from = start ?? emptyTree(store.format);
    const { worktree } = this.files.checkout;
    const untouched = await untouchedPaths(walk, worktree, { from, to, format: store.format });
    if (untouched === undefined) return this.files.move(from, to);
    const paths = [...untouched.keys()];
    if (!indexIsStart) {
      const indexed = await this.files.indexed(paths);
      if (paths.some((path) => indexed.get(path) !== untouched.get(path))) return this.files.move(from, to);
    }
    return (await this.files.replace(paths, to)) && this.files.move(from, to);
  }
}
