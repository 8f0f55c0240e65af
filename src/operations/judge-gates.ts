import { whyClosed } from '../domain/checklist-gate.ts';
import type { Policy } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { checklist } from '../kinds/checklist/index.ts';
import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { CheckDeps } from './check-deps.ts';
import { gatherProofs } from './gather-proofs.ts';
import { governedFolders, policyPath } from './governed-paths.ts';
import { hopesOf } from './hopes-of-gate.ts';
import { HistoryJudge } from './judge-history.ts';
import { placeOf } from './list-checklists.ts';

export interface AskedGates {
  names: readonly string[];
  /** Whose gates they are; undefined where that is to follow from the checklists that there are. */
  tenant: string | undefined;
}

/** The gates of the policy that were asked for, as far as they are closed. */
export async function judgeGates(deps: CheckDeps, head: Oid, { names, tenant }: AskedGates): Promise<Finding[]> {
  if (names.length === 0) return [];
  const view = await deps.store.viewAt(head);
  const policy = await view.policy();
  const known = await view.tenants();
  if (tenant !== undefined && !known.includes(tenant))
    throw new RgzError('input.unknown-tenant', `there is no tenant ${JSON.stringify(tenant)}`, {
      remedy: [`the tenants are ${known.join(', ')}`],
    });
  const claimed = await gatherProofs(deps, view, policy, tenant);
  const proofs = claimed.some(({ problem }) => problem === undefined)
    ? await gatherProofs(deps, view, policy, tenant, await brokenPaths(deps, head))
    : claimed;
  const findings: Finding[] = [];
  for (const name of names) {
    const at = policy.gates.findIndex((each) => each.name === name);
    const gate = policy.gates[at];
    if (gate === undefined) {
      const gates = policy.gates.map((each) => each.name).join(', ') || 'none';
      throw new RgzError('usage.invalid', `the policy has no gate "${name}"`, { remedy: [`its gates are: ${gates}`] });
    }
    const place = { file: policyPath, pointer: `/gates/${at}` };
    const whose = await whoseGate(view, gate, tenant);
    for (const owner of whose) {
      const why = whyClosed(gate, owner === undefined ? proofs : proofs.filter((each) => each.tenant === owner));
      const told = owner === undefined ? '' : ` of tenant ${owner}`;
      if (why !== undefined) {
        const asked = { template: gate.checklist, tenant: owner };
        const hopes = await hopesOf(view, policy, asked, deps.clock.now());
        findings.push({ ...finding('gate.closed', `${why}${told}${hopes.told}`, place), remedy: hopes.remedy });
      } else if (tenant === undefined && gate.tenants === undefined && known.length > 1)
        findings.push(
          finding('gate.of-any-tenant', `gate ${name} is open by a checklist${told}: nobody said whose it is`, place),
        );
    }
  }
  return findings;
}

/**
 * Each tenant whose checklist has to be approved. Where the gate is for some tenants, each of them needs one of its own.
 * Nobody's gate opens by what another tenant did: where there are checklists of several, it has to be said whose it is.
 */
async function whoseGate(
  view: View,
  { name, checklist: template, tenants }: Policy['gates'][number],
  tenant: string | undefined,
): Promise<readonly (string | undefined)[]> {
  if (tenant === undefined) {
    if (tenants !== undefined) return tenants;
    const owners = await tenantsWith(view, template);
    if (owners.length < 2) return [owners[0]];
    throw new RgzError(
      'usage.missing',
      `gate ${name}: there are checklists ${template} of ${owners.length} tenants, so it needs --tenant <id>`,
      {
        remedy: owners.slice(0, 10).map((each) => `rgz check --gate ${name} --tenant ${each}`),
      },
    );
  }
  if (tenants === undefined || tenants.includes(tenant)) return [tenant];
  throw new RgzError('usage.invalid', `gate ${name} is not set for tenant ${tenant}`, {
    remedy: tenants.map((each) => `rgz check --gate ${name} --tenant ${each}`),
  });
}

/** The tenants that have a checklist of a template, approved or not; one that is cancelled is none. */
async function tenantsWith(view: View, template: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const batch of view.summaries({ kind: checklist.kind }))
    for (const each of batch)
      if (placeOf(each).template === template && each.state !== 'cancelled') found.add(each.tenant);
  return [...found].sort();
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
