import { problemOf, withValue, wrongFields } from './draft.ts';
import { type Entry, enteredValue } from './entry.ts';
import type { Field } from './field.ts';
import type { Form, FormState } from './form-state.ts';
import { openAt } from './open-form.ts';

interface Here {
  field: Field;
  entry: Entry;
}

/** To the field before, or to the summary from where the field was opened. What was entered is kept, right or wrong. */
export function goBack(form: Form, state: FormState, { field, entry }: Here): FormState {
  if (state.at === 0 && !state.visiting) return state;
  const value = enteredValue(entry);
  const keep = state.touched && (value !== '' || state.draft[field.key] !== undefined);
  const kept: FormState = keep
    ? { ...state, draft: withValue(state.draft, field, value), unconfirmed: [...state.unconfirmed, field.key] }
    : state;
  return openAt(form, kept, state.visiting ? form.fields.length : state.at - 1);
}

/** Forward, which needs a value that the check lets pass: to the next open question, or just to the next field. */
export function goOn(form: Form, state: FormState, { field, entry }: Here, how: 'on' | 'next'): FormState {
  const value = enteredValue(entry);
  const draft = withValue(state.draft, field, value);
  const problems = form.check(draft);
  if (value === undefined || problemOf(field, draft, problems) !== undefined)
    return { ...state, problems, touched: true };

  const left: FormState = { ...state, draft, unconfirmed: state.unconfirmed.filter((each) => each !== field.key) };
  if (state.visiting) return openAt(form, left, form.fields.length);
  return openAt(form, left, how === 'next' ? state.at + 1 : nextOpen(form, left));
}

function nextOpen(form: Form, { draft, unconfirmed, at }: FormState): number {
  const wrong = wrongFields(form, draft, form.check(draft));
  const isOpen = (field: Field): boolean => wrong.includes(field) || unconfirmed.includes(field.key);
  const next = form.fields.findIndex((field, place) => place > at && isOpen(field));
  return next < 0 ? form.fields.length : next;
}
