import { plainLine, plainText } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';
import { cutTo } from '../text-width.ts';
import { scopeOf, tally } from './tally.ts';

type Finding = Check['findings'][number];

/** As many errors, and as many warnings, as GitHub shows of one step; it drops the others without a word. */
const shown = 10;
const longest = 1000;

/** Workflow commands of GitHub Actions, which become annotations of the changed lines. */
export function github(check: Check): string {
  const { findings } = check;
  if (findings.length === 0) return `${scopeOf(check)} checked, nothing to say`;
  const of = (severity: Finding['severity']) => findings.filter((each) => each.severity === severity).slice(0, shown);
  const told = [...of('error'), ...of('warning')];
  const left = findings.length - told.length;
  const last =
    left === 0
      ? `${scopeOf(check)} checked: ${tally(findings)}`
      : command('notice', { title: 'rgz check' }, `${left} more: see the summary of this job, or run rgz check`);
  return [...told.map(annotation), last].join('\n');
}

function annotation({ rule, severity, message, file, line, column, remedy, commit }: Finding): string {
  const where = commit === undefined ? '' : ` (commit ${commit.slice(0, 12)})`;
  const said = `${cutTo(plainLine(message), longest)}${where}\nTo do: ${remedy}`;
  const place = { file: plainText(file), line: String(line ?? 1), col: String(column ?? 1) };
  return command(severity, { ...place, title: rule }, said);
}

function command(name: string, properties: Record<string, string>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${name} ${list.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
