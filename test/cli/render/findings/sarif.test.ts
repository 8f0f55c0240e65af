import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sarif } from '../../../../src/cli/render/findings/sarif.ts';
import type { Check } from '../../../../src/operations/check.ts';
import { ruleBook } from '../../../../src/operations/rule-book.ts';
import { aCheck, aFinding, many, mixed, nastyPath, unprintable } from './hostile-findings.ts';

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
  partialFingerprints: { primaryLocationLineHash: string };
}

interface Run {
  tool: { driver: { version: string; rules: { id: string; help: { text: string } }[] } };
  invocations: { executionSuccessful: boolean; toolExecutionNotifications?: { message: { text: string } }[] }[];
  results: Result[];
}

const schema = JSON.parse(
  readFileSync(new URL('../../../fixtures/sarif/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
// Draft 4 in name only: it uses nothing that later drafts read differently.
const { $schema: _draft, id: _id, ...rest } = schema;
const valid = ajv.compile(rest);

const told = (check: Check) => sarif(check, { version: '1.2.3' });
const runOf = (check: Check): Run => JSON.parse(told(check)).runs[0];
const uriOf = (result: Result | undefined) => result?.locations[0]?.physicalLocation.artifactLocation.uri;

describe('sarif', () => {
  test('ends a sentence once', () => {
    const finding = aFinding({ message: 'A bracket is not closed.', remedy: 'mend the line that is named' });
    const [result] = runOf(aCheck([finding])).results;
    expect(result?.message.text).toBe('A bracket is not closed. To do: mend the line that is named.');
  });

  test.each([
    ['a clean run', aCheck([])],
    ['every kind of finding', mixed],
    ['more than a few', aCheck(many(300))],
  ])('of %s fits the schema', (_, check) => {
    expect(valid(JSON.parse(told(check))), JSON.stringify(valid.errors)).toBe(true);
    expect(told(check)).not.toMatch(unprintable);
  });

  test('the schema is one that refuses', () => {
    const broken = JSON.parse(told(mixed));
    broken.runs[0].results[0].level = 'fatal';
    expect(valid(broken)).toBe(false);
  });

  test('names every rule, and each result points at its own', () => {
    const { tool, results } = runOf(mixed);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(ruleBook().map(({ code }) => code));
    expect(tool.driver.rules.every(({ help }) => help.text.length > 20)).toBe(true);
    expect(tool.driver.version).toBe('1.2.3');
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'warning']);
  });

  test('encodes paths, places findings and makes no links of what records say', () => {
    const [plain, worst] = runOf(mixed).results;
    expect(uriOf(plain)).toBe('requests/prod/2026/11/PR-2026-0001.yaml');
    expect(plain?.locations[0]?.physicalLocation.region).toEqual({ startLine: 31, startColumn: 10 });
    expect(uriOf(worst)).toMatch(/^[\w./%-]+$/);
    expect(decodeURIComponent(uriOf(worst) ?? '')).toBe(nastyPath);
    expect(worst?.message.text).not.toContain('](');
    expect(worst?.message.text).toContain('To do: ');
  });

  test('has a fingerprint for each finding that outlives a moved line and tells equals apart', () => {
    const prints = (check: Check) =>
      runOf(check).results.map((each) => each.partialFingerprints.primaryLocationLineHash);
    const [here] = prints(aCheck([aFinding({ line: 5 })]));
    const [moved] = prints(aCheck([aFinding({ line: 50 })]));
    const [other] = prints(aCheck([aFinding({ file: 'requests/other.yaml' })]));
    expect(moved).toBe(here);
    expect(other).not.toBe(here);
    expect(new Set(prints(aCheck([aFinding(), aFinding(), aFinding()]))).size).toBe(3);
  });

  test('stays below what GitHub takes, keeps the errors, and says what is left out', () => {
    const { results, invocations } = runOf(aCheck([...many(20, 'warning'), ...many(25_000)]));
    expect(results).toHaveLength(25_000);
    expect(results.every(({ level }) => level === 'error')).toBe(true);
    expect(invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/^20 more findings/);
  });
});
