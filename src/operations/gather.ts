import type { Hand } from '../domain/hands.ts';
import type { Situation } from '../domain/situation.ts';
import type { Telling } from '../domain/told-events.ts';
import { contributionsOf, makersOf, type TrailEntry } from '../domain/trail.ts';
import type { LoadedRecord, Located, View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { lapsedOf } from './lapsed-votes.ts';
import { asOfLastFetch, lookAtRemote } from './look-at-remote.ts';
import { unknownRecord } from './unknown-record.ts';

export interface Gathered {
  loaded: LoadedRecord;
  trail: readonly Telling[];
  situation: Situation;
}

/** Everything a decision on one record looks at, from one view. */
export async function gather(view: View, id: string, now: string): Promise<Gathered> {
  const policy = await view.policy();
  const located = await locate(view, id);
  const [loaded, trail] = await Promise.all([view.load(located), view.trail(located)]);
  const { kind, record, digest, fold } = loaded;
  const contributions = contributionsOf(record, trail, kind);
  const hands = await handsOf(view, trail);
  const lapsed = await lapsedOf(view, loaded, trail, policy);
  return { loaded, trail, situation: { kind, record, digest, fold, policy, contributions, hands, lapsed, now } };
}

/** The commits that changed the spec, each with the policy it was made under. */
function handsOf(view: View, trail: readonly TrailEntry[]): Promise<Hand[]> {
  return Promise.all(
    makersOf(trail).map(async ({ author, commit, key, signature }) => ({
      author,
      commit,
      key,
      signature,
      policy: await view.policyBefore(commit),
    })),
  );
}

/**
 * A view that holds the record: the known one, or after one look at the remote when it was made elsewhere. Throws
 * `record.unknown` where that did not answer.
 */
export async function viewHolding(deps: Pick<Deps, 'git' | 'store'>, id: string): Promise<View> {
  const view = await deps.store.view('read');
  if ((await view.locate(id)) !== undefined) return view;
  const look = await lookAtRemote(deps.git);
  if (look.failure !== undefined) throw asOfLastFetch(await unknownRecord(view, id), look);
  return look.seen ? deps.store.view('read') : view;
}

/** Throws `record.unknown` where no record has the id. */
export async function locate(view: View, id: string): Promise<Located> {
  const located = await view.locate(id);
  if (located !== undefined) return located;
  throw await unknownRecord(view, id);
}
