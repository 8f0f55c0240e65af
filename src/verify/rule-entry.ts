export type Severity = 'error' | 'warning';

/** What a rule is about: the files of one tree, the step from a commit's parent to it, or who made the commit. */
export type RuleInput = 'tree' | 'transition' | 'trail';

export interface RuleEntry {
  about: RuleInput;
  severity: Severity;
  /** The sentence that is true where the rule is kept. */
  claim: string;
  remedy: string;
}
