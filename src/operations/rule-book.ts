import { type RuleInput, rules, type Severity } from '../verify/rules.ts';

/** One rule, as it is shown to people and to other tools. */
export interface RuleSheet {
  code: string;
  about: RuleInput;
  severity: Severity;
  /** The sentence that is true where the rule is kept. */
  claim: string;
  remedy: string;
}

/** Every rule that a repository is held against, in the order of the list. */
export function ruleBook(): readonly RuleSheet[] {
  return Object.entries(rules).map(([code, entry]) => ({ code, ...entry }));
}
