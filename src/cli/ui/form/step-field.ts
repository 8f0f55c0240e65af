import type { Key } from '../keyboard/key.ts';
import { withValue } from './draft.ts';
import { type Entry, enteredValue } from './entry.ts';
import type { Field } from './field.ts';
import type { Form, FormState } from './form-state.ts';
import { goBack, goOn } from './leave-field.ts';
import { turnEntry } from './turn-entry.ts';

/** A key in a field: the entry changes, or the form goes back or on. */
export function stepField(form: Form, state: FormState, here: { field: Field; entry: Entry }, key: Key): FormState {
  const { field, entry } = here;
  const turned = turnEntry(entry, key);
  if (turned === 'back') return goBack(form, state, here);
  if (turned === 'on' || turned === 'next') return goOn(form, state, here, turned);
  if (turned === entry) return state;
  const problems = form.check(withValue(state.draft, field, enteredValue(turned)));
  return { ...state, entry: turned, problems, touched: true };
}
