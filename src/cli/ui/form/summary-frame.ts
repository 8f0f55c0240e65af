import { hintLines } from '../screen/hint-lines.ts';
import { type Frame, type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { answerLine } from './answer-line.ts';
import { wrongFields } from './draft.ts';
import type { Form, FormState } from './form-state.ts';
import { summaryHints, summaryHintsWhenWrong } from './hints.ts';
import { stepLine } from './step-line.ts';

/** The screen before anything is committed: every answer, as many as fit around the marked one, and what is still wrong. */
export function summaryFrame(form: Form, state: FormState, size: Size): Frame {
  const columns = size.columns - 1;
  const wrong = wrongFields(form, state.draft, state.problems).length;
  const hint = hintLines(wrong === 0 ? summaryHints : summaryHintsWhenWrong, columns);
  const verdict: Line =
    wrong === 0
      ? [piece('✓ ', 'good'), piece('Ready to commit.')]
      : [piece('✗ ', 'bad'), piece(`${wrong} ${wrong === 1 ? 'answer is' : 'answers are'} missing or wrong.`, 'bad')];

  const spacious = size.rows - 1 >= form.fields.length + hint.length + 5;
  const most = Math.max(1, Math.min(form.fields.length, size.rows - 1 - 2 - hint.length - (spacious ? 3 : 0)));
  const first = Math.max(0, Math.min(state.marked - Math.floor(most / 2), form.fields.length - most));
  const answers = form.fields.slice(first, first + most).map((field, row): Line => {
    const marked = first + row === state.marked;
    return [piece(marked ? '❯ ' : '  ', 'marked'), ...answerLine(field, state, columns - 2)];
  });
  const parts = [[stepLine(form, state, columns)], answers, [verdict], hint];
  return spacious ? parts : [parts.flat()];
}
