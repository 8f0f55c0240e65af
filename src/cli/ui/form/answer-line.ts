import { type Line, piece } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { problemOf } from './draft.ts';
import type { Field } from './field.ts';
import type { FormState } from './form-state.ts';
import { shownValue } from './shown-value.ts';

const labelColumns = 15;

/** What was answered to one question: `✓ Tenant  tenant-finance`, or `✗` and what is wrong with it. */
export function answerLine(field: Field, { draft, problems }: FormState, columns: number): Line {
  const problem = problemOf(field, draft, problems);
  const value = shownValue(field, draft);
  const shown = cutLine(problem === undefined ? value : `${value} (${problem})`, columns - labelColumns - 3);
  return [
    problem === undefined ? piece('✓ ', 'good') : piece('✗ ', 'bad'),
    piece(field.label.padEnd(labelColumns), 'faint'),
    piece(shown, problem === undefined ? 'plain' : 'bad'),
  ];
}
