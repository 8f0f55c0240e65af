import type { ErrorCode } from '../errors/catalogue.ts';
import type { Json } from './json.ts';

/** What a gate found: whether its claim holds, why, on which values, and what would change it. */
export interface Verdict {
  gate: string;
  /** The sentence that is true when the gate is open. */
  claim: string;
  passed: boolean;
  because: string;
  values: Readonly<Record<string, Json>>;
  /** The code of the refusal when the gate is closed. */
  code?: ErrorCode;
  /** Who can open it. */
  unblock?: readonly string[];
  remedy?: readonly string[];
  /** When it opens by itself. */
  opensAt?: string;
}

export function passed(gate: string, claim: string, because: string, values: Verdict['values'] = {}): Verdict {
  return { gate, claim, passed: true, because, values };
}

/** The first closed gate, in the order in which they were judged. */
export function firstClosed(verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts.find((each) => !each.passed);
}
