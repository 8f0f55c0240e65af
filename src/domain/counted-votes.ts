import { contributorsOf } from './contributors.ts';
import { normaliseEmail } from './email.ts';
import { rightToVote } from './kind.ts';
import { mayDo, personOf } from './policy.ts';
import type { Situation } from './situation.ts';

/** A vote on the spec as it stands that adds nothing, and in a word why. */
export interface IdleVote {
  by: string;
  why: 'no-right' | 'had-a-hand' | 'twice';
}

export interface CountedVotes {
  /** Whose approval counts, each once. */
  people: ReadonlySet<string>;
  idle: readonly IdleVote[];
}

type Voting = Pick<Situation, 'kind' | 'policy' | 'record' | 'fold' | 'contributions'>;

/**
 * Counts people, not entries, and only those who may approve as the policy stands now. `over`: nothing is left to
 * decide, so that it is no matter who may now.
 */
export function countVotes({ kind, policy, record, fold, contributions }: Voting, over = false): CountedVotes {
  const right = rightToVote(kind);
  const barred = contributorsOf(policy, contributions);
  const people = new Set<string>();
  const idle: IdleVote[] = [];
  for (const { by } of fold.votes.filter((vote) => vote.standing === 'valid')) {
    const person = personOf(policy, by);
    const id = person?.id ?? normaliseEmail(by);
    const may = person !== undefined && right !== undefined && mayDo(person, right, record.metadata.tenant);
    if (!may && !over) idle.push({ by, why: 'no-right' });
    else if (barred.has(id)) idle.push({ by, why: 'had-a-hand' });
    else if (people.has(id)) idle.push({ by, why: 'twice' });
    else people.add(id);
  }
  return { people, idle };
}
