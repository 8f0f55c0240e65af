import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Finding, finding, inOrder } from '../../src/verify/finding.ts';
import { isRule, rules } from '../../src/verify/rules.ts';

test('a finding has the severity and the remedy of its rule', () => {
  expect(finding('policy.nobody-approves', 'nobody may', { file: 'a.yaml', commit: 'c0ffee' })).toEqual({
    rule: 'policy.nobody-approves',
    severity: rules['policy.nobody-approves'].severity,
    remedy: rules['policy.nobody-approves'].remedy,
    message: 'nobody may',
    file: 'a.yaml',
    pointer: '',
    commit: 'c0ffee',
  });
});

test('a rule is one by its own name only', () => {
  expect(Object.keys(rules).every(isRule)).toBe(true);
  expect(['', 'toString', '__proto__', 'yaml', 'git.failed'].some(isRule)).toBe(false);
});

describe('the order of findings', () => {
  const some: fc.Arbitrary<Finding> = fc
    .record(
      {
        file: fc.constantFrom('a.yaml', 'b.yaml'),
        line: fc.integer({ min: 1, max: 2 }),
        column: fc.integer({ min: 1, max: 2 }),
        rule: fc.constantFrom('yaml.invalid' as const, 'schema.invalid' as const),
        commit: fc.constantFrom('c1', 'c2'),
        message: fc.constantFrom('one', 'other'),
      },
      { requiredKeys: ['file', 'rule', 'message'] },
    )
    .map((each) => ({ ...finding(each.rule, each.message, { file: each.file }), ...each }));
  const told = ({ file, line = 0, column = 0, rule, commit = '', message }: Finding) =>
    [file, line, column, rule, commit, message].join(' ');

  test('is by file, line, column, rule, commit and message, however they were found', () => {
    fc.assert(
      fc.property(fc.array(some), (findings) => {
        const sorted = findings.toSorted(inOrder).map(told);
        expect(sorted).toEqual(findings.map(told).sort());
        expect(findings.toReversed().sort(inOrder).map(told)).toEqual(sorted);
      }),
    );
  });
});
