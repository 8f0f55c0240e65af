import { holdersOf, type Policy } from '../domain/policy.ts';
import type { LoadedRecord } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { locate, viewHolding } from './gather.ts';

export interface Shown {
  loaded: LoadedRecord;
  quorum: number;
  /** Who may approve here, by the policy alone. */
  approvers: readonly string[];
  identity: Policy['identity'];
}

/** One record as it stands, with what its history says. */
export async function showRecord(deps: Pick<Deps, 'git' | 'store'>, id: string): Promise<Shown> {
  const view = await viewHolding(deps, id);
  const located = await locate(view, id);
  const [loaded, policy] = await Promise.all([view.load(located), view.policy()]);
  return {
    loaded,
    quorum: loaded.kind.quorum(loaded.record, policy),
    approvers: holdersOf(policy, 'request.approve', loaded.record.metadata.tenant).map((person) => person.id),
    identity: policy.identity,
  };
}
