import { plainLine } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../text-width.ts';
import { placeOf } from './place-of.ts';
import { scopeOf, tally } from './tally.ts';

type Finding = Check['findings'][number];

interface Screen {
  paint: Paint;
  width: number;
}

/** For people: one line when all is well, otherwise the findings by place, each with what to do, and a last line. */
export function text(check: Check, screen: Screen): string {
  const { ok, findings } = check;
  const { paint } = screen;
  const scope = `${scopeOf(check)} checked`;
  if (findings.length === 0) return `${paint('green', '✓')} ${scope}, nothing to say`;
  const sign = ok ? paint('yellow', '!') : paint('red', '✗');
  return [...findingLines(findings, screen), '', `${sign} ${scope}: ${tally(findings)}`].join('\n');
}

/** The findings alone: a place once for all that is found there, and an empty line before another file. */
export function findingLines(findings: readonly Finding[], { paint, width }: Screen): string[] {
  return findings.flatMap((each, at) => {
    const before = findings[at - 1];
    const gap = before !== undefined && before.file !== each.file ? [''] : [];
    const place = placeOf(each);
    const head = before !== undefined && placeOf(before) === place ? [] : [paint('bold', place)];
    return [...gap, ...head, ...saidOf(each, paint, width)];
  });
}

function saidOf({ rule, severity, message, remedy, commit }: Finding, paint: Paint, width: number): string[] {
  const sign = severity === 'error' ? paint('red', '✗') : paint('yellow', '!');
  const code = `[${rule}]`;
  const where = commit === undefined ? '' : ` (commit ${commit.slice(0, 12)})`;
  const said = wrap(`${plainLine(message)}${where} ${code}`, width - 4).map((line) =>
    line.endsWith(code) ? line.slice(0, -code.length) + paint('dim', code) : line,
  );
  const todo = wrap(plainLine(remedy), width - 6);
  return [...hung(`  ${sign} `, 4, said), ...hung(`    ${paint('cyan', '→')} `, 6, todo)];
}

/** Lines after the first stand under where its text begins. */
function hung(lead: string, indent: number, lines: readonly string[]): string[] {
  return lines.map((line, at) => (at === 0 ? lead : ' '.repeat(indent)) + line);
}
