/** What every rule says of itself. */
export interface Rule {
  rule: string;
  why: string;
  /** What to do in place of what the rule forbids. */
  instead: string;
}

export interface Violation extends Rule {
  file: string;
  line: number;
  message: string;
}

export function breach({ rule, why, instead }: Rule, file: string, line: number, message: string): Violation {
  return { rule, why, instead, file, line, message };
}

export function show({ rule, why, instead, file, line, message }: Violation): string {
  return `${file}:${line} ${message} [${rule}]\n  why: ${why}\n  instead: ${instead}`;
}
