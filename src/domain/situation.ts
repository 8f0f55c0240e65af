import type { Contribution } from './contributors.ts';
import type { Hand } from './hands.ts';
import type { Fold } from './history.ts';
import type { KindDefinition } from './kind.ts';
import type { LaunchFacts } from './launch-facts.ts';
import type { Policy } from './policy.ts';
import type { RecordData } from './record.ts';

/** Everything a decision on one record looks at, gathered before anything is decided. */
export interface Situation {
  kind: KindDefinition;
  record: RecordData;
  digest: string;
  fold: Fold;
  policy: Policy;
  contributions: readonly Contribution[];
  /** The commits that made the spec what it is. Left out where each commit is judged by itself. */
  hands?: readonly Hand[];
  /** Who might approve it when they did, and might not now. Left out where that was not looked up. */
  lapsed?: readonly string[];
  /** One clock reading for the whole pass, ISO in UTC. */
  now: string;
  /** Left out where no launch is judged. */
  launch?: LaunchFacts;
}

export function idOf(situation: Situation): string {
  return situation.record.metadata.id;
}

/** What to type where nothing can be done with this record any more. */
export function another({ kind: { commands }, record }: Pick<Situation, 'kind' | 'record'>): string {
  const { cancel, open } = commands;
  return cancel === undefined
    ? `open another: ${open}`
    : `${cancel.replace('{id}', record.metadata.id)}, and open another: ${open}`;
}

/** How many people must approve this record under this policy. */
export function quorumOf(situation: Situation): number {
  return situation.kind.quorum(situation.record, situation.policy);
}
