import { whyClosed } from '../domain/checklist-gate.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { CheckDeps } from './check-deps.ts';
import { gatherProofs } from './gather-proofs.ts';

/** The gates of the policy that were asked for, as far as they are closed. */
export async function judgeGates(deps: CheckDeps, head: Oid, names: readonly string[]): Promise<Finding[]> {
  if (names.length === 0) return [];
  const view = await deps.store.viewAt(head);
  const policy = await view.policy();
  const proofs = await gatherProofs(deps, view, policy, undefined);
  return names.flatMap((name) => {
    const at = policy.gates.findIndex((each) => each.name === name);
    const gate = policy.gates[at];
    if (gate === undefined) {
      const known = policy.gates.map((each) => each.name).join(', ') || 'none';
      throw new RgzError('usage.invalid', `the policy has no gate "${name}"`, { remedy: [`its gates are: ${known}`] });
    }
    // Where the gate is for some tenants, each of them needs a checklist of its own.
    const groups = gate.tenants?.map((tenant) => proofs.filter((each) => each.tenant === tenant)) ?? [proofs];
    const closed = groups.flatMap((own, index) => {
      const why = whyClosed(gate, own);
      const whose = gate.tenants === undefined ? '' : ` of tenant ${gate.tenants[index]}`;
      return why === undefined ? [] : [`${why}${whose}`];
    });
    return closed.map((message) =>
      finding('gate.closed', message, { file: '.rgz/policy.yaml', pointer: `/gates/${at}` }),
    );
  });
}
