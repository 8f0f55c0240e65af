import type { Key } from '../keyboard/key.ts';
import type { Form, FormState } from './form-state.ts';
import { stepField } from './step-field.ts';
import { stepSummary } from './step-summary.ts';

/** The form after a key. */
export function stepForm(form: Form, state: FormState, key: Key): FormState {
  if (state.outcome !== 'open') return state;
  if (key.name === 'escape' || key.name === 'interrupt') return { ...state, outcome: 'left' };
  const field = form.fields[state.at];
  if (field === undefined || state.entry === undefined) return stepSummary(form, state, key);
  return stepField(form, state, { field, entry: state.entry }, key);
}
