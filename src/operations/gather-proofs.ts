import type { ProofFact } from '../domain/launch-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { Summary } from '../domain/summary.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { locate } from './gather.ts';

type Reading = Pick<Deps, 'git' | 'store' | 'kinds'>;

/**
 * The approved records that open gates of the policy, of one tenant or of all. What a quarantined record says of itself
 * counts for nothing, and neither does one whose evidence is gone or is not what it was.
 */
export async function gatherProofs(
  deps: Reading,
  view: View,
  { gates }: Pick<Policy, 'gates'>,
  tenant: string | undefined,
  quarantine: { has(path: string): boolean } = new Set(),
): Promise<readonly ProofFact[]> {
  if (gates.length === 0) return [];
  const wanted = new Set(gates.map(({ checklist }) => checklist));
  const found: Summary[] = [];
  for (const kind of deps.kinds.filter(({ proves }) => proves !== undefined)) {
    for await (const batch of view.summaries({ kind: kind.kind, ...(tenant === undefined ? {} : { tenant }) }))
      found.push(...batch.filter(({ proves }) => proves !== undefined && wanted.has(proves)));
  }
  return Promise.all(found.map((each) => factOf(deps, view, each, quarantine)));
}

async function factOf(
  deps: Reading,
  view: View,
  { id, tenant, path, proves = '', note }: Summary,
  quarantine: { has(path: string): boolean },
): Promise<ProofFact> {
  const fact = { id, tenant, gate: proves };
  if (quarantine.has(path)) return { ...fact, problem: 'a commit that touched it broke a rule' };
  if (note !== undefined) return { ...fact, problem: 'its file cannot be taken at its word' };
  const problem = await evidenceProblem(deps, view, id);
  return problem === undefined ? fact : { ...fact, problem };
}

async function evidenceProblem({ git, store }: Reading, view: View, id: string): Promise<string | undefined> {
  const { kind, record } = await view.load(await locate(view, id));
  const there = await view.attachments();
  for (const digest of kind.attached?.(record) ?? []) {
    const file = there.get(digest);
    if (file === undefined) return `its evidence ${digest.slice(0, 12)}… is gone`;
    if (store.digestOfBytes(await git.readBlob(file.blob)) !== digest)
      return `its evidence ${digest.slice(0, 12)}… was altered`;
  }
  return undefined;
}
