import { type Policy, personOf } from '../domain/policy.ts';
import type { HistoryEvent } from '../domain/record.ts';
import type { TrailEntry } from '../domain/trail.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { type Gathered, gather, viewHolding } from './gather.ts';
import { refuseShallow } from './write-until-won.ts';

/** One event, or a change of the spec that no event tells of, with the commit that made it. */
export interface LogEntry {
  action: string;
  at: string;
  by: string;
  commit: string | null;
  author: string | null;
  signature: TrailEntry['signature'];
  /** The person whose key signed the commit, as the policy stood when it was made; null where nobody is proven. */
  signer: string | null;
  /** The signer is who the event names. */
  proven: boolean;
  /** The commit was made before the repository was adopted, so that nothing is claimed of it. */
  unverified: boolean;
  event: HistoryEvent | null;
}

export interface Log {
  id: string;
  identity: Policy['identity'];
  entries: readonly LogEntry[];
  /** What does not add up in the history. */
  problems: readonly string[];
}

/** The history of a record beside the commits that hold it. */
export async function readLog(deps: Deps, id: string): Promise<Log> {
  await refuseShallow(deps);
  const view = await viewHolding(deps, id);
  const gathered = await gather(view, id, deps.clock.now());
  const { loaded, situation } = gathered;
  const problems = loaded.fold.problems.map((each) => each.message);
  return { id: loaded.id, identity: situation.policy.identity, entries: await logOf(view, gathered), problems };
}

/** Each event of a record with who is proven to have made it, oldest first. */
export async function logOf(view: View, { loaded, trail }: Pick<Gathered, 'loaded' | 'trail'>): Promise<LogEntry[]> {
  const history = loaded.record.status?.history ?? [];
  const entries: LogEntry[] = [];
  let told = 0;
  for (const entry of trail) {
    const made = { entry, policy: await view.policyBefore(entry.commit) };
    const events = history.slice(told, entry.events);
    if (events.length === 0 && entry.changedSpec) entries.push(byHand(made, told === 0 && entries.length === 0));
    for (const event of events) entries.push(logEntry(made, event));
    told = Math.max(told, entry.events);
  }
  return entries;
}

/** A commit and the policy that it was made under. */
interface Made {
  entry: TrailEntry;
  policy: Policy | 'unusable' | undefined;
}

function logEntry(made: Made, event: HistoryEvent): LogEntry {
  const { action, at, by } = event;
  return { action, at, by, ...proof(made, by), event };
}

function byHand(made: Made, first: boolean): LogEntry {
  const { at, author } = made.entry;
  const action = first ? 'added by hand' : 'edited by hand';
  return { action, at: new Date(at * 1000).toISOString(), by: author, ...proof(made, author), event: null };
}

/** Keys are those of the policy at the parent, so that a later change of it neither proves nor unproves what was done. */
function proof({ entry, policy }: Made, by: string): Omit<LogEntry, 'action' | 'at' | 'by' | 'event'> {
  const { commit, author, signature, key } = entry;
  const known = policy === undefined || policy === 'unusable' ? undefined : policy;
  const signer = key === undefined ? undefined : known?.byKey.get(key);
  return {
    commit,
    author,
    signature,
    signer: signer?.id ?? null,
    proven: signer !== undefined && known !== undefined && signer === personOf(known, by),
    unverified: policy === undefined,
  };
}
