import { hintLines } from '../screen/hint-lines.ts';
import { type Frame, type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { answerLine } from './answer-line.ts';
import type { Entry } from './entry.ts';
import { entryLines } from './entry-lines.ts';
import type { Field } from './field.ts';
import type { Form, FormState } from './form-state.ts';
import { hintsOf } from './hints.ts';
import { stateLines } from './state-lines.ts';
import { stepLine } from './step-line.ts';
import { choiceRows } from './turn-choice.ts';

/** Shows the field that is asked, and as many earlier answers as there is room for. One row of the window stays free. */
export function fieldFrame(form: Form, state: FormState, here: { field: Field; entry: Entry }, size: Size): Frame {
  const { field, entry } = here;
  const columns = size.columns - 1;
  const rows = size.rows - 1;
  const spacious = rows >= 14;
  const asked: Line[] = [[piece(cutLine(field.question, columns), 'strong')]];
  if (spacious && field.advice !== undefined) asked.push([piece(cutLine(field.advice, columns), 'faint')]);
  const standing = stateLines(field, entry, state, columns);
  const hint = hintLines(hintsOf(entry, state.at > 0 || state.visiting), columns);

  const taken = 1 + asked.length + standing.length + hint.length + (spacious ? 2 : 0);
  const around = entry.kind === 'choice' && entry.options.length > 3 ? 2 : 0;
  const entered = entryLines(entry, columns, Math.max(1, Math.min(choiceRows, rows - taken - around)));
  const room = rows - taken - Math.max(entered.length, reserved(entry)) - 1;
  const answered = form.fields.slice(0, state.at).slice(-Math.max(0, room));
  const before = spacious && room > 0 ? answered.map((each) => answerLine(each, state, columns)) : [];

  const parts = [[stepLine(form, state, columns)], before, [...asked, ...entered, ...standing], hint];
  return spacious ? parts.filter((part) => part.length > 0) : [parts.flat()];
}

/** Rows that are kept free for what may be entered yet, so that the answers above don't move with each line. */
function reserved(entry: Entry): number {
  if (entry.kind === 'lines') return choiceRows;
  return entry.kind === 'text' ? 3 : 0;
}
