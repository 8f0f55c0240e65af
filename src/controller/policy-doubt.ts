import { policyPath } from '../operations/governed-paths.ts';
import type { JudgedCommit } from '../operations/judge-history.ts';
import type { PolicyFault } from '../operations/policy-steps.ts';
import { policyFault } from '../operations/prove-policy.ts';
import type { Oid } from '../ports/git.ts';
import { judgeRight } from '../verify/judge-policy-change.ts';
import { judgeSignature, type SignatureFact } from '../verify/judge-signature.ts';
import type { ControllerDeps } from './controller-deps.ts';

/**
 * Whether the policy that a commit was judged by is one that anybody may rely on. By a forged one anything can be legal,
 * in anybody's name; what was done by it stays in doubt also once the policy is mended.
 */
export class PolicyDoubt {
  readonly #deps: ControllerDeps;
  /** What is wrong with the policy after a commit, of those of the walk and those that it began on. */
  readonly #faults = new Map<Oid, PolicyFault | undefined>();

  constructor(deps: ControllerDeps) {
    this.#deps = deps;
  }

  /** Takes each commit of a walk, parents first: why nothing that it did can be relied on. */
  async about({ commit, place, signature, findings }: JudgedCommit): Promise<string | undefined> {
    const faults = await Promise.all(commit.parents.map((parent) => this.faultAfter(parent)));
    const changes = commit.changes.flat().some(({ path }) => path === policyPath);
    const suspect =
      faults.some((fault) => fault !== undefined) || findings.some(({ severity }) => severity === 'error');
    const [fault] = faults;
    const after = !changes ? fault : suspect ? await policyFault(this.#deps, commit.oid) : undefined;
    this.#faults.set(commit.oid, after);
    // A merge brings what was judged where it was made.
    if (fault === undefined || place !== 'judged' || commit.parents.length > 1) return undefined;
    if (await this.#isByController(fault, commit.author.email, signature)) return undefined;
    return `it stands on a policy that nobody may rely on, that of commit ${fault.commit.slice(0, 12)}`;
  }

  /** Jobs that are under way are followed to their end also meanwhile, by whom the last good policy lets. */
  async #isByController({ proven }: PolicyFault, author: string, signature: SignatureFact): Promise<boolean> {
    const { git, store } = this.#deps;
    const entry = proven === undefined ? undefined : await git.find(proven, policyPath);
    const policy = entry === undefined ? undefined : await store.policyFrom(await git.readBlob(entry.oid));
    const about = { file: '' };
    return (
      policy !== undefined &&
      judgeRight(policy, author, 'controller.act', about).length === 0 &&
      judgeSignature(policy, author, signature, about).length === 0
    );
  }

  /** What is wrong with the policy once a commit of the walk was taken, or before it began. */
  async faultAfter(commit: Oid): Promise<PolicyFault | undefined> {
    if (!this.#faults.has(commit)) this.#faults.set(commit, await policyFault(this.#deps, commit));
    return this.#faults.get(commit);
  }
}
