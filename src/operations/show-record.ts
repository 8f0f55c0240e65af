import { contributorsOf } from '../domain/contributors.ts';
import { type CountedVotes, countVotes } from '../domain/counted-votes.ts';
import { changedTooLate, draft, standingVoters, stateOf } from '../domain/history.ts';
import { isOpen, rightToVote } from '../domain/kind.ts';
import { holdersOf, type Policy, personOf } from '../domain/policy.ts';
import { contributionsOf } from '../domain/trail.ts';
import type { LoadedRecord } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { locate, viewHolding } from './gather.ts';
import { undecided } from './list-records.ts';

export interface Shown {
  loaded: LoadedRecord;
  state: string;
  /** It waits for a decision. */
  undecided: boolean;
  /** Its spec was changed after it was decided on. */
  frozen: boolean;
  quorum: number;
  /** Counted as a launch counts them, as far as the policy and the file say. Who changed the spec by hand is not looked up. */
  votes: CountedVotes;
  /** It goes on without any approval. */
  unvoted: boolean;
  /** Who may still approve, as far as the policy and the file say. The commits are looked at when somebody does. */
  approvers: readonly string[];
  identity: Policy['identity'];
}

/** One record as it stands, with what its history says. */
export async function showRecord(deps: Pick<Deps, 'git' | 'store'>, id: string): Promise<Shown> {
  const view = await viewHolding(deps, id);
  const located = await locate(view, id);
  const [loaded, policy] = await Promise.all([view.load(located), view.policy()]);
  const state = stateOf(loaded.fold);
  const frozen = changedTooLate(loaded.kind, loaded.fold);
  const over = state !== draft && !isOpen(loaded.kind, state);
  const contributions = contributionsOf(loaded.record, [], loaded.kind);
  return {
    loaded,
    state,
    undecided: undecided([loaded.kind]).includes(state) && !frozen,
    frozen,
    quorum: loaded.kind.quorum(loaded.record, policy),
    votes: countVotes({ ...loaded, policy, contributions }, over),
    unvoted: loaded.kind.work?.unvoted?.(policy) ?? false,
    approvers: approversOf(loaded, policy),
    identity: policy.identity,
  };
}

function approversOf({ kind, record, fold }: LoadedRecord, policy: Policy): string[] {
  const hands = contributorsOf(policy, contributionsOf(record, [], kind));
  const voted = new Set([...standingVoters(fold.votes)].map((email) => personOf(policy, email)));
  const right = rightToVote(kind);
  if (right === undefined) return [];
  return holdersOf(policy, right, record.metadata.tenant)
    .filter((person) => !hands.has(person.id) && !voted.has(person))
    .map((person) => person.id);
}
