import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { policyPath } from './governed-paths.ts';
import { isBelow } from './is-below.ts';
import type { PolicyFault, StepsDeps } from './policy-steps.ts';

export type ProofDeps = StepsDeps & Pick<Deps, 'remember'>;

/** So many commits are remembered, and so many looked at one by one before Git lists those that matter. */
const most = 32;

/**
 * Whether the policy in force at a commit came about by those who might change it, each step under the one before. Once
 * it did not, nothing is decided until somebody who might by the last good one puts another in force. What was proven
 * is remembered by commit, so that only what came since is looked at.
 */
export async function policyFault(deps: ProofDeps, tip: Oid): Promise<PolicyFault | undefined> {
  const proven = recall(deps);
  const known = await nearest(deps, tip, proven);
  if (known !== undefined) {
    if (known !== tip) noteProven(deps, tip);
    return undefined;
  }
  const { judgePolicySteps } = await import('./policy-steps.ts');
  const fault = await judgePolicySteps(deps, await baseOf(deps, tip, proven), tip);
  if (fault === undefined) noteProven(deps, tip);
  return fault;
}

/** What was proven of one commit holds of another on top of it that leaves the policy as it was. */
export function carryProof(deps: Pick<Deps, 'remember'>, from: Oid, to: Oid): void {
  if (recall(deps).includes(from)) noteProven(deps, to);
}

function noteProven(deps: Pick<Deps, 'remember'>, commit: Oid): void {
  const others = recall(deps).filter((each) => each !== commit);
  memory(deps).remember([commit, ...others].slice(0, most).join('\n'));
}

/** Throws `policy.unproven` where the policy of a view cannot be relied on. One that cannot be read is told as such. */
export async function refuseUnproven(deps: ProofDeps, view: View): Promise<void> {
  const fault = await policyFault(deps, view.tip.commit);
  if (fault === undefined) return;
  await view.policy();
  throw new RgzError('policy.unproven', describeFault(fault), {
    explanations: fault.findings.map(({ rule, message }) => ({ rule, message })),
    remedy: mendFault(fault),
  });
}

export function describeFault({ commit, author, findings }: PolicyFault): string {
  const codes = [...new Set(findings.map(({ rule }) => rule))].join(', ');
  if (codes === '') return 'nothing is decided by this policy: it is none that led here from the adoption';
  return `nothing is decided by this policy: commit ${commit.slice(0, 12)} by ${author} put it in force against the rules (${codes})`;
}

export function mendFault({ proven, identity, version }: PolicyFault): string[] {
  if (proven === undefined) return ['rgz audit'];
  const good = proven.slice(0, 12);
  const signed = identity === 'signed' ? ', signed (git commit -S)' : '';
  return [
    'rgz audit',
    `whoever was admin in ${good} commits that policy, or another, with a version above ${version}${signed}: git show ${good}:${policyPath}`,
  ];
}

function memory({ remember }: Pick<Deps, 'remember'>) {
  return remember('proven-policy');
}

function recall(deps: Pick<Deps, 'remember'>): readonly Oid[] {
  return memory(deps).recall()?.split('\n') ?? [];
}

/** The nearest proven commit below the tip, if the policy is the same in every commit on the way to it. */
async function nearest({ git }: ProofDeps, tip: Oid, proven: readonly Oid[]): Promise<Oid | undefined> {
  if (proven.length === 0) return undefined;
  let at = tip;
  let policy: Oid | undefined;
  for (let steps = 0; !proven.includes(at); steps += 1) {
    const { tree, parents } = await git.readCommit(at);
    const [parent] = parents;
    policy ??= (await git.find(tree, policyPath))?.oid;
    if (steps === most || parent === undefined || parents.length > 1) return undefined;
    if (policy === undefined || (await git.find(parent, policyPath))?.oid !== policy) return undefined;
    at = parent;
  }
  return at;
}

async function baseOf({ git }: ProofDeps, tip: Oid, proven: readonly Oid[]): Promise<Oid | undefined> {
  for (const commit of proven) if (await isBelow(git, commit, tip)) return commit;
  return undefined;
}
