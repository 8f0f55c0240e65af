import { rightToVote } from '../domain/kind.ts';
import { mayDo, type Policy, personOf, samePerson } from '../domain/policy.ts';
import { type Telling, type ToldEvent, toldEvents } from '../domain/told-events.ts';
import type { LoadedRecord, View } from '../ports/records.ts';

/**
 * Who has no right to approve any more, and had it when they did: in a commit of their own, that says so still. Whoever
 * never had it is none of these, whatever the history says of them.
 */
export async function lapsedOf(
  view: View,
  { kind, record, fold }: LoadedRecord,
  trail: readonly Telling[],
  policy: Policy,
): Promise<readonly string[]> {
  const right = rightToVote(kind);
  const { tenant } = record.metadata;
  const mayBy = (by: Policy, email: string) => {
    const person = personOf(by, email);
    return person !== undefined && right !== undefined && mayDo(person, right, tenant);
  };
  const votes = fold.votes.filter(({ standing, by }) => standing === 'valid' && !mayBy(policy, by));
  if (votes.length === 0) return [];
  const told = new Map(toldEvents(trail).map((each) => [each.index, each]));
  const had = async ({ index, by }: (typeof votes)[number]) => {
    const event = told.get(index);
    if (event === undefined || event.altered !== undefined) return false;
    const then = await policyOf(view, event);
    return then !== undefined && mayBy(then, by) && samePerson(then, event.from.author, by);
  };
  const lapsed = await Promise.all(votes.map(async (vote) => ((await had(vote)) ? [vote.by] : [])));
  return [...new Set(lapsed.flat())];
}

async function policyOf(view: View, { from }: ToldEvent): Promise<Policy | undefined> {
  const policy = await view.policyBefore(from.commit);
  return policy === 'unusable' ? undefined : policy;
}
