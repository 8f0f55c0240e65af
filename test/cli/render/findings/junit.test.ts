import { describe, expect, test } from 'vitest';
import { junit } from '../../../../src/cli/render/findings/junit.ts';
import type { Check } from '../../../../src/operations/check.ts';
import { readMarkup } from '../../../kit/read-markup.ts';
import { aCheck, mixed, unprintable } from './hostile-findings.ts';

const read = (check: Check) => {
  const out = junit(check);
  expect(out).not.toMatch(unprintable);
  return readMarkup(out);
};

describe('junit', () => {
  test('is one passing test when there is nothing to say', () => {
    const [suite] = read(aCheck([], 7)).children;
    expect(suite?.attributes).toMatchObject({ tests: '1', failures: '0', errors: '0', skipped: '0' });
    expect(suite?.children.map(({ name, attributes, children }) => [name, attributes.name, children.length])).toEqual([
      ['testcase', '7 records checked', 0],
    ]);
  });

  test('is one test for each finding; only an error fails', () => {
    const root = read(mixed);
    expect(root.name).toBe('testsuites');
    const [suite] = root.children;
    expect(suite?.attributes).toMatchObject({ name: 'rgz check', tests: '3', failures: '2', skipped: '1' });
    expect(suite?.children.map(({ attributes, children }) => [attributes.classname, children[0]?.name])).toEqual([
      ['requests/prod/2026/11/PR-2026-0001.yaml', 'failure'],
      ['requests/prod/2026/11/a b%,:"<é>.yaml', 'failure'],
      ['.rgz/policy.yaml', 'skipped'],
    ]);
    expect(suite?.children[0]?.children[0]?.attributes.type).toBe('status.state-differs');
    expect(suite?.children[0]?.children[0]?.text).toContain('PR-2026-0001.yaml:31:10\nstatus.state says approved');
  });

  test('gives what a record says as text, never as markup', () => {
    const failure = read(mixed).children[0]?.children[1]?.children[0];
    expect(failure?.attributes.message).toContain('<script>alert(1)</script> & "q"');
    expect(failure?.text).toContain(']]>');
    expect(failure?.children).toEqual([]);
  });

  test('has no element and no attribute that a reader which validates would refuse', () => {
    const known: Record<string, readonly string[]> = {
      testsuites: [],
      testsuite: ['name', 'tests', 'failures', 'errors', 'skipped', 'time'],
      testcase: ['name', 'classname', 'time'],
      failure: ['type', 'message'],
      skipped: ['type', 'message'],
    };
    const strange = ({ name, attributes, children }: ReturnType<typeof read>): string[] => [
      ...Object.keys(attributes)
        .filter((each) => !known[name]?.includes(each))
        .map((each) => `${name} ${each}`),
      ...children.flatMap(strange),
    ];
    expect([...strange(read(mixed)), ...strange(read(aCheck([])))]).toEqual([]);
  });
});
