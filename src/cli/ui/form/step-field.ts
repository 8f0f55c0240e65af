import type { Key } from '../keyboard/key.ts';
import { problemOf, withValue } from './draft.ts';
import { type Entry, enteredValue } from './entry.ts';
import type { Field } from './field.ts';
import type { Form, FormState } from './form-state.ts';
import { openAt } from './open-form.ts';
import { turnEntry } from './turn-entry.ts';

/** A key in a field: the entry changes, or the form goes back or on. Going on needs a value that the check lets pass. */
export function stepField(form: Form, state: FormState, here: { field: Field; entry: Entry }, key: Key): FormState {
  const { field, entry } = here;
  const turned = turnEntry(entry, key);
  const draft = withValue(state.draft, field, enteredValue(entry));

  if (turned === 'back') {
    if (state.at === 0 && !state.visiting) return state;
    const worthKeeping = enteredValue(entry) !== '' || state.draft[field.key] !== undefined;
    const kept = state.touched && worthKeeping ? draft : state.draft;
    return openAt(form, { ...state, draft: kept }, state.visiting ? form.fields.length : state.at - 1);
  }
  if (turned === 'on') {
    const problems = form.check(draft);
    if (enteredValue(entry) === undefined || problemOf(field, draft, problems) !== undefined)
      return { ...state, problems, touched: true };
    return openAt(form, { ...state, draft }, state.visiting ? form.fields.length : state.at + 1);
  }
  if (turned === entry) return state;
  const problems = form.check(withValue(state.draft, field, enteredValue(turned)));
  return { ...state, entry: turned, problems, touched: true };
}
