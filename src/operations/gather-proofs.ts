import { standingVoters } from '../domain/history.ts';
import { rightToVote } from '../domain/kind.ts';
import type { ProofFact } from '../domain/launch-facts.ts';
import { mayDo, type Policy, personOf } from '../domain/policy.ts';
import type { Summary } from '../domain/summary.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { evidenceProblem } from './evidence-of-record.ts';
import { locate } from './gather.ts';
import type { ProvingDeps } from './prove-evidence.ts';

type Reading = ProvingDeps & Pick<Deps, 'kinds'>;

/**
 * The approved records that open gates of the policy, of one tenant or of all. What a quarantined record says of itself
 * counts for nothing, and neither does one whose evidence is gone or is not what it was.
 */
export async function gatherProofs(
  deps: Reading,
  view: View,
  policy: Policy,
  tenant: string | undefined,
  quarantine: { has(path: string): boolean } = new Set(),
): Promise<readonly ProofFact[]> {
  const gates = gatesOf(deps.kinds, policy);
  if (gates.length === 0) return [];
  const wanted = new Set(gates.map(({ checklist }) => checklist));
  const found: Summary[] = [];
  for (const kind of deps.kinds.filter(({ proves }) => proves !== undefined)) {
    for await (const batch of view.summaries({ kind: kind.kind, ...(tenant === undefined ? {} : { tenant }) }))
      found.push(...batch.filter(({ proves }) => proves !== undefined && wanted.has(proves)));
  }
  return Promise.all(found.map((each) => factOf(deps, view, policy, each, quarantine)));
}

/** Every gate that opens by an approved record: of the policy, and of kinds themselves. */
export function gatesOf(kinds: Deps['kinds'], policy: Policy): Policy['gates'] {
  return [...policy.gates, ...kinds.flatMap((kind) => kind.demands?.(policy) ?? [])];
}

async function factOf(
  deps: Reading,
  view: View,
  policy: Policy,
  { id, tenant, path, proves = '', note }: Summary,
  quarantine: { has(path: string): boolean },
): Promise<ProofFact> {
  const fact = { id, tenant, gate: proves };
  if (quarantine.has(path)) return { ...fact, problem: 'a commit that touched it broke a rule' };
  if (note !== undefined) return { ...fact, problem: 'its file cannot be taken at its word' };
  const loaded = await view.load(await locate(view, id));
  const problem = doubt(loaded, policy) ?? (await evidenceDoubt(deps, view, loaded));
  return problem === undefined ? fact : { ...fact, problem };
}

/** Why it would not be approved now: what it holds, and who may decide, are looked at again. */
export function doubt(
  { kind, record, fold }: Pick<LoadedRecord, 'kind' | 'record' | 'fold'>,
  policy: Policy,
): string | undefined {
  if (kind.isReady?.(record) === false) return 'what it holds is not complete';
  const right = rightToVote(kind);
  const voters = [...standingVoters(fold.votes)].map((email) => personOf(policy, email));
  const good = voters.filter((each) => each && right && mayDo(each, right, record.metadata.tenant));
  return good.length < kind.quorum(record, policy) ? 'who approved it may not do so any more' : undefined;
}

async function evidenceDoubt(deps: Reading, view: View, loaded: LoadedRecord): Promise<string | undefined> {
  const problem = await evidenceProblem(deps, view, loaded);
  return problem === undefined ? undefined : `its evidence ${problem}`;
}
