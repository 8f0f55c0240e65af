import { plainLine } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';
import type { Paint } from '../paint.ts';

type Finding = Check['findings'][number];

/** For people: one line when all is well, otherwise the findings by file, each with its place and what to do. */
export function text({ ok, checked, findings }: Check, { paint }: { paint: Paint }): string {
  const records = `${checked} record${checked === 1 ? '' : 's'}`;
  if (findings.length === 0) return `${paint('green', '✓')} ${records} checked, nothing to say`;
  const lines: string[] = [];
  let file = '';
  for (const each of findings) {
    if (each.file !== file) lines.push(paint('bold', plainLine(each.file)));
    file = each.file;
    lines.push(...findingLines(each, paint));
  }
  const errors = findings.filter((each) => each.severity === 'error').length;
  const warnings = findings.length - errors;
  const sum = [
    errors > 0 ? `${errors} error${errors === 1 ? '' : 's'}` : '',
    warnings > 0 ? `${warnings} warning${warnings === 1 ? '' : 's'}` : '',
  ];
  lines.push(
    '',
    `${ok ? paint('yellow', '!') : paint('red', '✗')} ${records} checked: ${sum.filter((each) => each !== '').join(', ')}`,
  );
  return lines.join('\n');
}

function findingLines(
  { rule, severity, message, file, line, column, remedy, commit }: Finding,
  paint: Paint,
): string[] {
  const place = paint('dim', `${plainLine(file)}:${line ?? 1}:${column ?? 1}`);
  const sign = severity === 'error' ? paint('red', '✗') : paint('yellow', '!');
  const by = commit === undefined ? '' : paint('dim', ` in ${commit.slice(0, 12)}`);
  return [
    `  ${place}`,
    `    ${sign} ${plainLine(message)}${by} ${paint('dim', `[${rule}]`)}`,
    `      ${paint('cyan', '→')} ${plainLine(remedy)}`,
  ];
}
