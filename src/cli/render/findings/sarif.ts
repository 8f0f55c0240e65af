import { plainLine } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';
import { ruleBook } from '../../../operations/rule-book.ts';
import { jsonText } from '../json-text.ts';
import { cutTo } from '../text-width.ts';
import { fingerprints } from './fingerprints.ts';
import { counted, unended } from './tally.ts';

type Finding = Check['findings'][number];

/** What GitHub takes of one run; a longer file would be refused whole. */
const mostResults = 25_000;
const longest = 1000;

/** SARIF 2.1.0, as code scanning reads it. */
export function sarif({ findings }: Check, { version }: { version: string }): string {
  const book = ruleBook();
  const kept = mostImportant(findings);
  const prints = fingerprints(kept);
  const indexes = new Map(book.map((rule, index) => [rule.code, index]));
  const driver = { name: 'rgz', version, semanticVersion: version, rules: book.map(ruleData) };
  const results = kept.map((each, at) => resultData(each, indexes.get(each.rule) ?? -1, prints[at] ?? ''));
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The top folder of the repository.' } } },
        invocations: [invocation(findings.length - kept.length)],
        results,
      },
    ],
  });
}

/** Errors before warnings where not all can be told; otherwise all of them, in their order. */
function mostImportant(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostResults) return findings;
  const errors = findings.filter((each) => each.severity === 'error');
  const warnings = findings.filter((each) => each.severity !== 'error');
  return [...errors, ...warnings].slice(0, mostResults);
}

function invocation(left: number) {
  if (left === 0) return { executionSuccessful: true };
  const text = `${counted(left, 'more finding')} not listed: a run holds at most ${mostResults}.`;
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}

function ruleData({ code, about, severity, claim, remedy }: ReturnType<typeof ruleBook>[number]) {
  return {
    id: code,
    shortDescription: { text: claim },
    fullDescription: { text: claim },
    help: { text: `${claim} Where it is not so: ${remedy}.`, markdown: `${claim}\n\nWhere it is not so: ${remedy}.` },
    defaultConfiguration: { level: severity },
    properties: { tags: [about] },
  };
}

function resultData(each: Finding, ruleIndex: number, fingerprint: string) {
  const { rule, severity, file, line, column, pointer, commit, remedy } = each;
  const where = commit === undefined ? '' : ` (commit ${commit.slice(0, 12)})`;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: {
      text: `${withoutLinks(cutTo(unended(plainLine(each.message)), longest))}${where}. To do: ${unended(remedy)}.`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
          region: { startLine: line ?? 1, startColumn: column ?? 1 },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    properties: { ...(pointer === '' ? {} : { pointer }), ...(commit === undefined ? {} : { commit }) },
  };
}

/** A message may hold links, `[text](address)`; text from a record must not become one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

function uriOf(file: string): string {
  return file.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
