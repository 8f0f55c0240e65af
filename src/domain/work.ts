import type { Config } from '../generated/types/config.v1.ts';
import type { Policy } from './policy.ts';
import type { RecordData } from './record.ts';

/**
 * How a controller carries a kind's records out: which of its states and actions play which part. All engines know of a
 * kind's work is this.
 */
export interface Work {
  /** A record in this state may be taken up, one in the next is under way, one in the last waits for a person. */
  ready: string;
  doing: string;
  held: string;
  /** The actions of one attempt. */
  claim: string;
  takeOver: string;
  launch: string;
  release: string;
  succeed: string;
  fail: string;
  hold: string;
  again: string;
  /** What a deployer is told to bring where; two attempts of the same target never overlap. */
  target(record: RecordData): { type: string; name: string; version: string };
  /** The name of the deployer that carries it out; undefined where none is named. */
  deployer(record: RecordData, config: Config): string | undefined;
  /** The setting of the configuration that names it. */
  setting(record: RecordData): string;
  /** Nobody has to vote before it is carried out. Left out where somebody always has to. */
  unvoted?(policy: Policy): boolean;
  /** How often a failure is tried again by itself. */
  retries(policy: Policy): number;
}
