import { normaliseEmail } from '../domain/email.ts';
import { type Policy, personOf, samePerson } from '../domain/policy.ts';
import type { HistoryEvent } from '../domain/record.ts';
import { toldEvents } from '../domain/told-events.ts';
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
  /** The signer is who the event names, and it says what it said in that commit. */
  proven: boolean;
  /** The commit was made before the repository was adopted, so that nothing is claimed of it. */
  unverified: boolean;
  event: HistoryEvent | null;
  /** Who committed it, where that is somebody else than it names. */
  committedBy?: string;
  /** The commit that made it say something else since, and what it said. */
  altered?: Tampering & { said: HistoryEvent };
  /** The commit that took it out of the record. */
  dropped?: Tampering;
}

/** A commit that did to an event what nobody may. */
export type Tampering = Pick<LogEntry, 'author' | 'signature' | 'signer'> & { commit: string };

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

/**
 * Each event of a record with who is proven to have made it, oldest first: held against what the commit said of it in
 * which it came, and those that are gone as well.
 */
export async function logOf(view: View, { trail }: Pick<Gathered, 'trail'>): Promise<LogEntry[]> {
  const commits = new Map<string, Made>();
  for (const entry of trail) commits.set(entry.commit, { entry, policy: await view.policyBefore(entry.commit) });
  const told = toldEvents(trail);
  const entries: LogEntry[] = [];
  for (const made of commits.values()) {
    const events = told.filter(({ from }) => from.commit === made.entry.commit);
    if (events.length === 0 && made.entry.changedSpec) entries.push(byHand(made, entries.length === 0));
    for (const each of events) {
      const dropped = tampering(commits, each.dropped);
      // What is gone since before the adoption is none of what was adopted.
      if (each.dropped !== undefined && dropped === undefined) continue;
      const altered = tampering(commits, each.altered);
      entries.push({
        ...logEntry(made, each.event, trail[0]),
        ...(altered && { proven: false, altered: { ...altered, said: each.said } }),
        ...(dropped && { proven: false, dropped }),
      });
    }
  }
  return entries;
}

/** A commit and the policy that it was made under. */
interface Made {
  entry: TrailEntry;
  policy: Policy | 'unusable' | undefined;
}

/** Nothing is claimed of what was done before the adoption. */
function tampering(commits: ReadonlyMap<string, Made>, entry: TrailEntry | undefined): Tampering | undefined {
  const made = entry && commits.get(entry.commit);
  if (made?.policy === undefined) return undefined;
  const { commit, author } = made.entry;
  const { signature, signer } = proof(made, author);
  return { commit, author, signature, signer };
}

function logEntry(made: Made, event: HistoryEvent, first: TrailEntry | undefined): LogEntry {
  const { action, at, by } = event;
  const proven = proof(made, by);
  const other = proven.unverified || isAdoption(event, first) ? undefined : somebodyElse(made, by, proven.signer);
  return { action, at, by, ...proven, event, ...(other !== undefined && { committedBy: other }) };
}

/** Who adopts a draft commits its first event in the name of who added it. */
function isAdoption({ adopted, by }: HistoryEvent, first: TrailEntry | undefined): boolean {
  return adopted !== undefined && adopted === first?.commit && by === first.author;
}

function somebodyElse({ entry, policy }: Made, by: string, signer: string | null): string | undefined {
  const isWho = (email: string) =>
    policy === undefined || policy === 'unusable'
      ? normaliseEmail(email) === normaliseEmail(by)
      : samePerson(policy, email, by);
  if (signer !== null && !isWho(signer)) return signer;
  return isWho(entry.author) ? undefined : entry.author;
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
