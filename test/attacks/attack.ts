import type { RuleCode } from '../../src/verify/rules.ts';
import type { Forge } from './forge.ts';
import type { Base } from './legitimate.ts';

/** What an attack or its honest twin leaves: the head, and what the branch was before. */
export interface Outcome {
  head: string;
  /** Default: the head of the legitimate repository. */
  base?: string;
}

/** One way round a promise of the design. */
export interface Attack {
  name: string;
  /** The number of the promise in the design that it would break. */
  promise: number;
  /** Exactly what the audit finds, sorted. */
  finds: readonly RuleCode[];
  tamper(forge: Forge, base: Base): Outcome | string;
  /** The same thing done by those who may, in the way they may; it is clean. */
  twin?: (forge: Forge, base: Base) => Outcome | string;
}

export function outcomeOf(made: Outcome | string): Outcome {
  return typeof made === 'string' ? { head: made } : made;
}
