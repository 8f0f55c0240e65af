import type { Check } from '../../../../src/operations/check.ts';

type Finding = Check['findings'][number];

/** Text that tries everything a printed message could do to a terminal, a page, a runner or a parser. */
export const nasty =
  '\u001b[31mred\u001b[0m \u202eevil\u202c \u0007\u0000 50% [go](https://evil.example) `x` <script>alert(1)</script> & "q" | ::error::boo\r\n::add-mask::x ]]> www.evil.example \ud800';

export const nastyPath = 'requests/prod/2026/11/a b%,:"<é>\u202e\u001b[2J.yaml';

export function aFinding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'status.state-differs',
    severity: 'error',
    message: 'status.state says approved, the history says pending',
    file: 'requests/prod/2026/11/PR-2026-0001.yaml',
    pointer: '/status/state',
    remedy: 'put back what the commit before it said, and make the change with rgz',
    commit: undefined,
    line: 31,
    column: 10,
    ...more,
  };
}

export function aCheck(findings: readonly Finding[], checked = 3): Check {
  return { ok: findings.every((each) => each.severity !== 'error'), checked, findings };
}

/** One of each kind, and one of the worst. */
export const mixed = aCheck([
  aFinding(),
  aFinding({ rule: 'history.rewritten', message: nasty, file: nastyPath, commit: 'c'.repeat(40), line: 12, column: 3 }),
  aFinding({ rule: 'policy.nobody-approves', severity: 'warning', file: '.rgz/policy.yaml', pointer: '/people' }),
]);

export function many(count: number, severity: Finding['severity'] = 'error'): Finding[] {
  return Array.from({ length: count }, (_, at) => aFinding({ severity, line: at + 1, message: `finding ${at + 1}` }));
}

/** Nothing that steers a terminal or hides in one, whatever the format. */
export const unprintable =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
