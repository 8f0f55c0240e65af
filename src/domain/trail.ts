import { type Contribution, isSomebodyElse } from './contributors.ts';
import { normaliseEmail } from './email.ts';
import type { KindDefinition } from './kind.ts';
import type { RecordData } from './record.ts';

/** One commit that changed a record's file: who made it, what proves that, and what it did. */
export interface TrailEntry {
  commit: string;
  /** The file as the commit left it. */
  blob?: string;
  /** Unix seconds. */
  at: number;
  author: string;
  committer: string;
  coAuthors: readonly string[];
  /** Every address of the people behind it, as the policy before the commit lists them. */
  listed?: readonly string[];
  /** The public key of a good signature; undefined where there is none or it does not verify. */
  key: string | undefined;
  signature: 'good' | 'none' | 'bad';
  /** The digest of the spec after the commit, and whether the commit changed it. */
  digest: string | undefined;
  changedSpec: boolean;
  /** How many events the history holds after the commit. */
  events: number;
}

/**
 * Everyone who had a hand in the spec: by the record itself, by its history, and by the commits that changed it, under
 * every address that was theirs then. Somebody whose address or key is taken off the policy is not somebody else, and
 * who changed the spec had a hand in it even where that was taken back.
 */
export function contributionsOf(
  record: RecordData,
  trail: readonly TrailEntry[],
  kind?: Pick<KindDefinition, 'actions'>,
): readonly Contribution[] {
  const claimed: Contribution[] = [{ email: record.metadata.createdBy, did: 'requested' }];
  for (const event of record.status?.history ?? []) {
    if (event.action === 'created') claimed.push({ email: event.by, did: 'requested' });
    if (event.action === 'edited') claimed.push({ email: event.by, did: 'edited' });
  }
  const made = trail
    .filter((entry, at) => entry.changedSpec || takesPart(record, trail, at, kind))
    .flatMap((entry, index): Contribution[] => {
      const did = index === 0 ? 'requested' : 'edited';
      const { commit, key } = entry;
      const makers = isSomebodyElse(entry.committer, entry.author) ? [entry.author, entry.committer] : [entry.author];
      const hands = makers.map((email): Contribution => ({ email, key, did, commit }));
      const others = entry.coAuthors.map((email): Contribution => ({ email, did: 'co-authored', commit }));
      const told = new Set([...hands, ...others].map((each) => normaliseEmail(each.email)));
      const listed = (entry.listed ?? []).filter((email) => !told.has(email));
      return [...hands, ...others, ...listed.map((email): Contribution => ({ email, did, commit }))];
    });
  return [...claimed, ...made, ...castsOf(trail)];
}

/** Whether a commit brought an event by which its makers have a hand in what is decided. */
function takesPart(
  { status }: RecordData,
  trail: readonly TrailEntry[],
  at: number,
  kind: Pick<KindDefinition, 'actions'> | undefined,
): boolean {
  const brought = (status?.history ?? []).slice(trail[at - 1]?.events ?? 0, trail[at]?.events ?? 0);
  return brought.some(({ action }) => kind?.actions.some((each) => each.action === action && each.takesPart));
}

/** The events that somebody committed in another's name. */
function castsOf(trail: readonly TrailEntry[]): readonly Contribution[] {
  return trail.flatMap(({ commit, author, committer, events }, at): Contribution[] => {
    if (!isSomebodyElse(committer, author)) return [];
    const before = trail[at - 1]?.events ?? 0;
    return Array.from({ length: Math.max(0, events - before) }, (_, each) => before + each).map((event) => ({
      email: committer,
      did: 'cast',
      commit,
      event,
    }));
  });
}

/** The commits that made the spec what it is. A change that was taken back is none of them, nor is taking it back. */
export function makersOf(trail: readonly TrailEntry[]): readonly TrailEntry[] {
  const kept: TrailEntry[] = [];
  for (const entry of trail.filter((each) => each.changedSpec)) {
    const back = entry.digest === undefined ? -1 : kept.findIndex((each) => each.digest === entry.digest);
    if (back < 0) kept.push(entry);
    else kept.length = back + 1;
  }
  return kept;
}
