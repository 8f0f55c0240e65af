import { type RuleCode, rules, type Severity } from './rules.ts';

/** One place where a rule is not kept. */
export interface Finding {
  rule: RuleCode;
  severity: Severity;
  message: string;
  file: string;
  /** JSON pointer to the value; the line is found from it. */
  pointer: string;
  remedy: string;
  /** The commit that broke the rule; undefined where the tree itself is meant. */
  commit: string | undefined;
  line?: number;
  column?: number;
}

export interface Place {
  file: string;
  pointer?: string;
  commit?: string | undefined;
}

export function finding(rule: RuleCode, message: string, { file, pointer = '', commit }: Place): Finding {
  const { severity, remedy } = rules[rule];
  return { rule, severity, message, file, pointer, remedy, commit };
}

/** By file, line, rule and message, so that two runs say the same in the same order. */
export function inOrder(left: Finding, right: Finding): number {
  return (
    compare(left.file, right.file) ||
    (left.line ?? 0) - (right.line ?? 0) ||
    (left.column ?? 0) - (right.column ?? 0) ||
    compare(left.rule, right.rule) ||
    compare(left.commit ?? '', right.commit ?? '') ||
    compare(left.message, right.message)
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
