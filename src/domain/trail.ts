import { type Contribution, isSomebodyElse } from './contributors.ts';
import { normaliseEmail } from './email.ts';
import type { KindDefinition } from './kind.ts';
import { partakers } from './partakers.ts';
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
  kind: Pick<KindDefinition, 'actions'>,
): readonly Contribution[] {
  const claimed: Contribution[] = [{ email: record.metadata.createdBy, did: 'requested' }];
  for (const event of record.status?.history ?? []) {
    if (event.action === 'created') claimed.push({ email: event.by, did: 'requested' });
  }
  for (const { by, did } of partakers(kind, record)) claimed.push({ email: by, did });
  const made = trail
    .flatMap((entry, at) => {
      const did = entry.changedSpec ? 'edited' : partIn(kind, record, trail, at);
      return did === undefined ? [] : [{ entry, part: did }];
    })
    .flatMap(({ entry, part }, index): Contribution[] => {
      const did = index === 0 ? 'requested' : part;
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

/** What the makers of a commit did by an event that it brought, where that gives them a hand in what is decided. */
function partIn(
  kind: Pick<KindDefinition, 'actions'>,
  { status }: RecordData,
  trail: readonly TrailEntry[],
  at: number,
): 'edited' | 'imported' | undefined {
  const history = (status?.history ?? []).slice(trail[at - 1]?.events ?? 0, trail[at]?.events ?? 0);
  return partakers(kind, { status: { state: '', history } })[0]?.did;
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
