import type { Frame } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { fieldFrame } from './field-frame.ts';
import type { Form, FormState } from './form-state.ts';
import { summaryFrame } from './summary-frame.ts';

/** What the form shows: a field, or the summary. */
export function formFrame(form: Form, state: FormState, size: Size): Frame {
  const field = form.fields[state.at];
  if (field === undefined || state.entry === undefined) return summaryFrame(form, state, size);
  return fieldFrame(form, state, { field, entry: state.entry }, size);
}
