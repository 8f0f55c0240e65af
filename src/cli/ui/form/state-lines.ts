import { plainLine } from '../../../domain/plain-text.ts';
import { type Line, piece } from '../screen/line.ts';
import { wrapText } from '../text/wrap-text.ts';
import { problemOf, withValue } from './draft.ts';
import { type Entry, enteredValue } from './entry.ts';
import type { Field } from './field.ts';
import type { FormState } from './form-state.ts';

/** How the entry stands: how long it is, and what is wrong with it once somebody has begun. Never empty, so that nothing jumps. */
export function stateLines(field: Field, entry: Entry, state: FormState, columns: number): readonly Line[] {
  const count = countOf(field, entry);
  const draft = withValue(state.draft, field, enteredValue(entry));
  const problem = state.touched ? problemOf(field, draft, state.problems) : undefined;
  if (problem === undefined) return [count === undefined ? [] : [piece(count.text, count.enough ? 'good' : 'faint')]];
  const words = count === undefined ? plainLine(problem) : `${count.text} · ${plainLine(problem)}`;
  return wrapText(words, columns - 2)
    .slice(0, 3)
    .map((row, index) => [piece(index === 0 ? '✗ ' : '  ', 'bad'), piece(row, 'bad')]);
}

function countOf(field: Field, entry: Entry): { text: string; enough: boolean } | undefined {
  const value = enteredValue(entry);
  if (field.kind !== 'text' || field.atLeast === undefined || typeof value !== 'string') return undefined;
  const length = Array.from(value).length;
  const enough = length >= field.atLeast;
  return { text: `${enough ? '✓ ' : ''}${length}/${field.atLeast}`, enough };
}
