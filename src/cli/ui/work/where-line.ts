import { type Line, piece } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import { cursorPoint, rowsOf } from './rows.ts';
import type { WorkState } from './work-state.ts';

/** A rule that tells where the cursor is, and what the filter leaves. */
export function whereLine(state: WorkState, columns: number): Line {
  return ruleLine(whereWords(state), columns);
}

function whereWords(state: WorkState): string {
  const all = state.view.points.length;
  const number = cursorPoint(state)?.number ?? 0;
  if (state.filter === '') return `${number} of ${all}`;
  const left = rowsOf(state).filter(({ point }) => point !== undefined).length;
  return `${left} of ${all} fit "${state.filter}"`;
}

export function ruleLine(words: string, columns: number): Line {
  if (words === '') return [piece('─'.repeat(columns), 'faint')];
  const told = cutLine(words, columns - 6);
  return [piece(`── ${told} ${'─'.repeat(Math.max(0, columns - textWidth(told) - 4))}`, 'faint')];
}
