import { RgzError } from '../errors/rgz-error.ts';
import type { CheckoutOutcome, Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Acting } from './acting.ts';
import type { Deps } from './deps.ts';
import { policyPath } from './governed-paths.ts';
import { asOfLastFetch, lookAtRemote } from './look-at-remote.ts';
import { carryProof, refuseUnproven } from './prove-policy.ts';

/** One commit to be made. */
export interface Step {
  files: ReadonlyMap<string, Buffer | null>;
  message: string;
}

/** A commit to be made, decided on one view. */
export interface Plan<T> extends Step {
  /** A commit that this one stands on. Both are published, or neither. */
  first?: Step;
  acting: Acting;
  result: T;
}

/** What the decision came to without anything to write. */
export interface Nothing<T> {
  nothing: T;
}

export interface Written<T> {
  result: T;
  /** undefined: there was nothing to write. */
  commit: Oid | undefined;
  checkout: CheckoutOutcome | undefined;
}

/** Refusals that a newer tip may take back: somebody else's commit may be on the remote already. */
const stale: ReadonlySet<string> = new Set([
  'record.unknown',
  'repository.not-found',
  'input.unknown-tenant',
  'input.unknown-environment',
  'policy.invalid',
  'policy.unproven',
  'config.invalid',
  'yaml.invalid',
]);
const patience = 60_000;

/**
 * Decides on the known tip, commits and swaps the branch. When somebody else was faster it decides again on the new
 * tip; nothing is ever merged. A refusal on a tip that may be old is looked at once more after a fetch. Where nothing
 * is written, what a killed writer left of the checkout is put right all the same.
 */
export async function writeUntilWon<T>(
  deps: Deps,
  decide: (view: View) => Promise<Plan<T> | Nothing<T>>,
): Promise<Written<T>> {
  try {
    const written = await decideUntilWon(deps, decide);
    return written.commit === undefined ? { ...written, checkout: await deps.git.healCheckout() } : written;
  } catch (error) {
    await deps.git.healCheckout().catch(() => undefined);
    throw error;
  }
}

async function decideUntilWon<T>(
  deps: Deps,
  decide: (view: View) => Promise<Plan<T> | Nothing<T>>,
): Promise<Written<T>> {
  const { git, store, clock } = deps;
  await refuseShallow(deps);
  const deadline = Date.parse(clock.now()) + patience;
  let fresh = false;
  // Two people may write the very same thing in the same second: the mark keeps their commits apart.
  const mark = Math.floor(clock.chance() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
  for (let round = 0; ; round += 1) {
    const view = await store.view('write');
    let plan: Plan<T> | Nothing<T>;
    try {
      await refuseUnproven(deps, view);
      plan = await decide(view);
    } catch (error) {
      if (fresh || !mayBeStale(error)) throw error;
      const look = await lookAtRemote(git);
      if (!look.seen) throw asOfLastFetch(error, look);
      fresh = true;
      continue;
    }
    if ('nothing' in plan) return { result: plan.nothing, commit: undefined, checkout: undefined };
    const commit = await writeSteps(deps, view.tip.commit, plan, mark);
    if ((await git.advance(view.tip.commit, commit)) === 'advanced') {
      if (!changesPolicy(plan)) carryProof(deps, view.tip.commit, commit);
      return { result: plan.result, commit, checkout: await git.syncCheckout(view.tip.commit, commit) };
    }
    if (Date.parse(clock.now()) > deadline) throw lost(round + 1);
    await clock.pause(Math.min(2 ** round * 10, 400) * (0.5 + clock.chance()));
    await git.refresh();
    fresh = true;
  }
}

/** Writes the objects of the plan's commits, one on the other, and gives the last. */
async function writeSteps({ git, clock }: Deps, tip: Oid, plan: Plan<unknown>, mark: string): Promise<Oid> {
  const { author, committer } = plan.acting.identity;
  const at = Math.floor(Date.parse(clock.now()) / 1000);
  let parent = tip;
  for (const { files, message } of plan.first === undefined ? [plan] : [plan.first, plan]) {
    const marked = `${message.trimEnd()}\nRgz-Write: ${mark}\n`;
    parent = await git.writeCommit({ parent, files, message: marked, author, committer, at }, plan.acting.signer);
  }
  return parent;
}

/** A new policy is judged by the next who decides, like any other. */
function changesPolicy({ files, first }: Plan<unknown>): boolean {
  return files.has(policyPath) || first?.files.has(policyPath) === true;
}

function mayBeStale(error: unknown): error is RgzError {
  return error instanceof RgzError && (error.exitCode === 4 || stale.has(error.code));
}

function lost(rounds: number): RgzError {
  return new RgzError('git.push-lost', `others wrote first ${rounds} times in a row; nothing was written`, {
    remedy: ['run the same command again'],
  });
}

/** Who edited what cannot be read from a cut history, so nothing is decided on one. */
export async function refuseShallow({ git }: Pick<Deps, 'git'>): Promise<void> {
  if (!(await git.isShallow())) return;
  throw new RgzError('git.shallow', 'this clone is shallow: its history is cut, so who did what cannot be verified', {
    remedy: ['git fetch --unshallow'],
  });
}
