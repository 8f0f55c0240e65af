import type { Actor, Contribution } from '../domain/contributors.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { LaunchFacts } from '../domain/launch-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { Version } from '../domain/reading.ts';

/** One record in one commit: before, after, and what is known of it up to the parent. */
export interface RecordChange {
  path: string;
  kind: KindDefinition;
  before: Version | undefined;
  after: Version;
  contributions: readonly Contribution[];
  /** Who added the record, and by which commit; undefined where this commit does. */
  added: { author: string; commit: string } | undefined;
  /** What a launch in this commit found at the parent; undefined where it launches nothing. */
  launch?: LaunchFacts | undefined;
}

/** The commit's side of it. */
export interface Maker {
  commit: string;
  actor: Actor;
  /** Unix seconds. */
  at: number;
  /** At the parent. */
  policy: Policy;
}
