import type { Oid } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import { judgeTree } from '../verify/judge-tree.ts';
import { headCandidates } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';
import { gatherTree } from './gather-tree.ts';
import { environmentsOf } from './surroundings.ts';

/** Records that a range leaves alone may come to refer to what it takes away: a tenant, an environment, evidence. */
export async function judgeLosses(deps: CheckDeps, base: Oid | undefined, head: Oid): Promise<readonly Finding[]> {
  if (base === undefined) return [];
  const [before, after] = await Promise.all([namesAt(deps, base), namesAt(deps, head)]);
  if ([...before].every((name) => after.has(name))) return [];
  const facts = await gatherTree(deps, await deps.store.viewAt(head), await headCandidates(deps, undefined, head));
  return judgeTree(facts).filter(({ rule }) => rule === 'record.unknown-reference' || rule === 'evidence.missing');
}

async function namesAt({ store }: CheckDeps, commit: Oid): Promise<ReadonlySet<string>> {
  const view = await store.viewAt(commit);
  const [tenants, environments = [], attachments] = await Promise.all([
    view.tenants(),
    environmentsOf(view),
    view.attachments(),
  ]);
  const named = [...tenants.map((name) => `tenant ${name}`), ...environments.map((name) => `environment ${name}`)];
  return new Set([...named, ...attachments.keys()]);
}
