import { plainLine, plainText } from '../../../domain/plain-text.ts';
import type { Verdict } from '../../../domain/verdict.ts';
import { type Line, piece } from '../screen/line.ts';
import { textWidth } from '../text/text-width.ts';
import { wrapText } from '../text/wrap-text.ts';
import type { Matter } from './approval-state.ts';

/** Everything there is to know before deciding, in lines of so many columns. */
export function matterLines({ facts, verdicts }: Matter, columns: number): readonly Line[] {
  const longest = Math.max(0, ...facts.map(([label]) => textWidth(plainLine(label))));
  const indent = Math.min(longest + 2, 18, Math.floor(columns / 3));
  return [
    ...facts.flatMap(([label, value]) => factLines(plainLine(label), value, indent, columns)),
    ...(verdicts.length === 0 ? [] : [[], [piece('Gates', 'strong')]]),
    ...verdicts.flatMap((verdict) => verdictLines(verdict, columns)),
  ];
}

function factLines(label: string, value: string, indent: number, columns: number): readonly Line[] {
  const rows = wrapText(plainText(value).trim(), columns - indent);
  const beside = textWidth(label) < indent;
  const labelled = rows.map((row, index): Line => {
    const left = index === 0 && beside ? label : '';
    return [piece(left + ' '.repeat(indent - textWidth(left)), 'faint'), piece(row)];
  });
  return beside ? labelled : [[piece(label, 'faint')], ...labelled];
}

function verdictLines(verdict: Verdict, columns: number): readonly Line[] {
  const claim = rowsOf(plainLine(verdict.claim), columns);
  const why = reasonsOf(verdict).flatMap((reason) => rowsOf(reason, columns));
  const sign = verdict.passed ? piece('✓ ', 'good') : piece('✗ ', 'bad');
  return [
    ...claim.map(
      (row, index): Line => [index === 0 ? sign : piece('  '), piece(row, verdict.passed ? 'plain' : 'bad')],
    ),
    ...why.map((row): Line => [piece('  '), piece(row, 'faint')]),
  ];
}

function rowsOf(text: string, columns: number): readonly string[] {
  return wrapText(text, columns - 2);
}

function reasonsOf({ because, passed, opensAt, unblock = [] }: Verdict): readonly string[] {
  if (passed) return [plainLine(because)];
  const opening = opensAt === undefined ? [] : [`opens ${plainLine(opensAt)}`];
  const people = unblock.length === 0 ? [] : [`who can open it: ${plainLine(unblock.join(', '))}`];
  return [plainLine(because), ...opening, ...people];
}
