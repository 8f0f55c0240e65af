import { trailRules } from './trail-rules.ts';
import { transitionRules } from './transition-rules.ts';
import { treeRules } from './tree-rules.ts';

export type { RuleInput, Severity } from './rule-entry.ts';

/** Every rule that a repository is held against. Names are stable; a decision that was wrong is named like its refusal. */
export const rules = { ...treeRules, ...transitionRules, ...trailRules };

export type RuleCode = keyof typeof rules;

export function isRule(code: string): code is RuleCode {
  return Object.hasOwn(rules, code);
}
