import { type Policy, personOf } from '../domain/policy.ts';
import type { HistoryEvent } from '../domain/record.ts';
import type { TrailEntry } from '../domain/trail.ts';
import type { Deps } from './deps.ts';
import { gather, viewHolding } from './gather.ts';
import { refuseShallow } from './write-until-won.ts';

/** One event, or a change of the spec that no event tells of, with the commit that made it. */
export interface LogEntry {
  action: string;
  at: string;
  by: string;
  commit: string | null;
  author: string | null;
  signature: TrailEntry['signature'];
  /** The person whose key signed the commit; null where nobody is proven. */
  signer: string | null;
  /** The signer is who the event names. */
  proven: boolean;
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
  const { loaded, trail, situation } = await gather(view, id, deps.clock.now());
  const history = loaded.record.status?.history ?? [];
  const entries: LogEntry[] = [];
  let told = 0;
  for (const entry of trail) {
    const events = history.slice(told, entry.events);
    if (events.length === 0 && entry.changedSpec)
      entries.push(byHand(situation.policy, entry, told === 0 && entries.length === 0));
    for (const event of events) entries.push(logEntry(situation.policy, entry, event));
    told = Math.max(told, entry.events);
  }
  const problems = loaded.fold.problems.map((each) => each.message);
  return { id: loaded.id, identity: situation.policy.identity, entries, problems };
}

function logEntry(policy: Policy, entry: TrailEntry, event: HistoryEvent): LogEntry {
  const { action, at, by } = event;
  return { action, at, by, ...proof(policy, entry, by), event };
}

function byHand(policy: Policy, entry: TrailEntry, first: boolean): LogEntry {
  const at = new Date(entry.at * 1000).toISOString();
  return {
    action: first ? 'added by hand' : 'edited by hand',
    at,
    by: entry.author,
    ...proof(policy, entry, entry.author),
    event: null,
  };
}

function proof(
  policy: Policy,
  entry: TrailEntry,
  by: string,
): Pick<LogEntry, 'commit' | 'author' | 'signature' | 'signer' | 'proven'> {
  const signer = entry.key === undefined ? undefined : policy.byKey.get(entry.key);
  return {
    commit: entry.commit,
    author: entry.author,
    signature: entry.signature,
    signer: signer?.id ?? null,
    proven: signer !== undefined && signer === personOf(policy, by),
  };
}
