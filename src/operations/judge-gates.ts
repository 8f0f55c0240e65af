import { whyClosed } from '../domain/checklist-gate.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { CheckDeps } from './check-deps.ts';
import { gatherProofs } from './gather-proofs.ts';
import { governedFolders } from './governed-paths.ts';
import { HistoryJudge } from './judge-history.ts';

/** The gates of the policy that were asked for, as far as they are closed. */
export async function judgeGates(deps: CheckDeps, head: Oid, names: readonly string[]): Promise<Finding[]> {
  if (names.length === 0) return [];
  const view = await deps.store.viewAt(head);
  const policy = await view.policy();
  const claimed = await gatherProofs(deps, view, policy, undefined);
  const proofs = claimed.some(({ problem }) => problem === undefined)
    ? await gatherProofs(deps, view, policy, undefined, await brokenPaths(deps, head))
    : claimed;
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

/** The files that a commit broke a rule on, anywhere in the history: what they say of themselves opens nothing. */
async function brokenPaths(deps: CheckDeps, head: Oid): Promise<ReadonlySet<string>> {
  const broken = new Set<string>();
  const judge = new HistoryJudge(deps, undefined);
  for await (const { commit, findings } of judge.judge(deps.git.walk(undefined, head, governedFolders(deps.kinds)))) {
    const wrong = findings.filter(({ severity }) => severity === 'error');
    if (wrong.length === 0) continue;
    for (const { path } of commit.changes.flat()) broken.add(path);
    for (const { file } of wrong) broken.add(file);
  }
  return broken;
}
