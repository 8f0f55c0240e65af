import type { Comparison } from './measure/pairs.ts';

/** A budget of the design: how much of its peer's time rgz may take, and what it aims for. */
export interface Budget {
  must: number;
  aim: number;
}

/** One line of the table. Without a budget it is told, not judged. */
export type Result =
  | { kind: 'time'; name: string; peer: string; budget: Budget | undefined; measured: Comparison }
  | { kind: 'fact'; name: string; holds: boolean; told: string }
  | { kind: 'failure'; name: string; why: string };

export type Verdict = 'aim met' | 'ok' | 'MISSED' | 'FAILED' | '';

export function verdictOf(result: Result): Verdict {
  if (result.kind === 'failure') return 'FAILED';
  if (result.kind === 'fact') return result.holds ? 'ok' : 'MISSED';
  const { budget, measured } = result;
  if (budget === undefined) return '';
  if (measured.ratio <= budget.aim) return 'aim met';
  return measured.ratio <= budget.must ? 'ok' : 'MISSED';
}

/** False where a budget that has to hold does not, or nothing could be measured. */
export function holds(result: Result): boolean {
  return !['MISSED', 'FAILED'].includes(verdictOf(result));
}
