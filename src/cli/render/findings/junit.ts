import { markupText, plainLine } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';
import { placeOf } from './place-of.ts';
import { scopeOf, unended } from './tally.ts';

type Finding = Check['findings'][number];

/**
 * JUnit XML, with nothing but what the schema of Jenkins knows: a test case for each finding. A warning is a skipped one, for it fails nothing; a clean run is
 * one that passes.
 */
export function junit(check: Check): string {
  const { findings } = check;
  const cases =
    findings.length === 0
      ? [testCase({ name: `${scopeOf(check)} checked`, classname: 'rgz.check' }, '')]
      : findings.map(findingCase);
  const failures = findings.filter((each) => each.severity === 'error').length;
  const totals = attributes({
    name: 'rgz check',
    tests: cases.length,
    failures,
    errors: 0,
    skipped: findings.length - failures,
    time: 0,
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite${totals}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n');
}

function findingCase(each: Finding): string {
  const { rule, severity, file, message, remedy, commit } = each;
  const said = plainLine(message);
  const name = { name: `${rule} ${placeOf(each)}`, classname: plainLine(file) };
  if (severity !== 'error')
    return testCase(name, `<skipped${attributes({ message: `${unended(said)}. To do: ${remedy}` })}/>`);
  const where = commit === undefined ? '' : `\ncommit ${commit}`;
  const body = markupText(`${placeOf(each)}\n${said}${where}\nto do: ${remedy}`);
  return testCase(name, `<failure${attributes({ type: rule, message: said })}>${body}</failure>`);
}

function testCase(names: Record<string, string | number>, inside: string): string {
  const head = `    <testcase${attributes({ ...names, time: 0 })}`;
  return inside === '' ? `${head}/>` : `${head}>\n      ${inside}\n    </testcase>`;
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${markupText(String(value))}"`)
    .join('');
}
