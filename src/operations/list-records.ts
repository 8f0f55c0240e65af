import { draft } from '../domain/history.ts';
import { type KindDefinition, rightToVote, votingStates } from '../domain/kind.ts';
import { mayDo, type Policy, personOf, samePerson } from '../domain/policy.ts';
import { type Filter, matches, type Summary } from '../domain/summary.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';

export interface Query extends Filter {
  /** Only what this person requested, by any of their addresses. */
  createdBy?: string;
  /** Only what the person at the keyboard requested. */
  mine?: boolean;
  /** Only what the person at the keyboard may decide. */
  pendingForMe?: boolean;
  limit?: number;
  /** Only those of which it is true. */
  where?(row: Summary): boolean;
}

export interface Listing {
  rows: readonly Summary[];
  /** There is more than was asked for. */
  more: boolean;
}

/** Records, newest first. */
export async function listRecords(deps: Pick<Deps, 'git' | 'store' | 'kinds'>, query: Query): Promise<Listing> {
  const view = await deps.store.view('read');
  const asksForPeople = query.mine || query.pendingForMe || query.createdBy !== undefined;
  const wanted = asksForPeople ? await personal(deps, view, query) : () => true;
  const filter: Filter = query.pendingForMe ? { ...query, states: undecided(deps.kinds) } : query;
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  const rows: Summary[] = [];
  for await (const batch of view.summaries(filter)) {
    rows.push(
      ...batch.filter(
        (each) =>
          wanted(each) &&
          (query.states === undefined || matches(each, { states: query.states })) &&
          (query.where?.(each) ?? true),
      ),
    );
    if (rows.length > limit) return { rows: rows.slice(0, limit), more: true };
  }
  return { rows, more: false };
}

async function personal(
  { git, kinds }: Pick<Deps, 'git' | 'kinds'>,
  view: View,
  query: Query,
): Promise<(row: Summary) => boolean> {
  const { createdBy, mine, pendingForMe } = query;
  const [identity, policy] = await Promise.all([mine || pendingForMe ? git.identity() : undefined, view.policy()]);
  const me = identity?.author.email ?? '';
  return (row) =>
    (createdBy === undefined || samePerson(policy, createdBy, row.createdBy)) &&
    (!mine || samePerson(policy, me, row.createdBy)) &&
    (!pendingForMe || (isUndecided(kinds, row) && awaits(kinds, policy, me, row)));
}

/** The states in which a record may wait for a decision. A draft does where its adoption is all that is missing. */
export function undecided(kinds: readonly KindDefinition[]): readonly string[] {
  return [...new Set(kinds.flatMap((kind) => (waitsAtOnce(kind) ? [draft] : []).concat(votingStates(kind))))];
}

/** Whether a record of its kind may wait for a decision in the state that it is in. */
export function isUndecided(kinds: readonly KindDefinition[], { kind, state }: Summary): boolean {
  return undecided(kinds.filter((each) => each.kind === kind)).includes(state);
}

function waitsAtOnce(kind: KindDefinition): boolean {
  return votingStates(kind).includes(kind.initial);
}

/** Whether a record waits for this person's decision, as far as its file says. The commits are looked at when they decide. */
export function awaits(kinds: readonly KindDefinition[], policy: Policy, email: string, summary: Summary): boolean {
  const person = personOf(policy, email);
  const kind = kinds.find((each) => each.kind === summary.kind);
  const right = kind && rightToVote(kind);
  if (kind === undefined || right === undefined || person === undefined) return false;
  if (summary.frozen || summary.unready || kind.work?.unvoted?.(policy)) return false;
  if (!mayDo(person, right, summary.tenant)) return false;
  const hands = [summary.createdBy, ...(summary.editors ?? []), ...(summary.approvals ?? [])];
  return !hands.some((hand) => samePerson(policy, email, hand));
}
