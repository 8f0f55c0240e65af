import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { CheckDeps } from './check-deps.ts';

/** The gates of the policy that were asked for. A gate whose checklist is not known to be approved is closed. */
export async function judgeGates(deps: CheckDeps, head: Oid, names: readonly string[]): Promise<Finding[]> {
  if (names.length === 0) return [];
  const policy = await (await deps.store.viewAt(head)).policy();
  return names.map((name) => {
    const at = policy.gates.findIndex((each) => each.name === name);
    const gate = policy.gates[at];
    if (gate === undefined) {
      const known = policy.gates.map((each) => each.name).join(', ') || 'none';
      throw new RgzError('usage.invalid', `the policy has no gate "${name}"`, { remedy: [`its gates are: ${known}`] });
    }
    return finding('gate.closed', `gate ${name}: no approved checklist ${gate.checklist}`, {
      file: '.rgz/policy.yaml',
      pointer: `/gates/${at}`,
    });
  });
}
