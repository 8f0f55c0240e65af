import type { RequestDraft } from '../request-draft.ts';
import { plainDraft, withValue, wrongFields } from './draft.ts';
import { enteredValue, openEntry } from './entry.ts';
import type { Form, FormState } from './form-state.ts';

/** The form before the first key: at the first field that is missing or wrong, else at the summary. */
export function openForm(form: Form, initial: Partial<RequestDraft>): FormState {
  const draft = plainDraft(form, initial);
  const [first] = wrongFields(form, draft, form.check(draft));
  const start: FormState = {
    at: 0,
    entry: undefined,
    draft,
    unconfirmed: [],
    problems: {},
    touched: false,
    visiting: false,
    marked: 0,
    outcome: 'open',
  };
  return openAt(form, start, first === undefined ? form.fields.length : form.fields.indexOf(first));
}

/** The same form at another field, or at the summary. */
export function openAt(form: Form, state: FormState, at: number): FormState {
  const field = form.fields[at];
  const { draft } = state;
  if (field === undefined) {
    return {
      ...state,
      at: form.fields.length,
      entry: undefined,
      problems: form.check(draft),
      touched: false,
      visiting: false,
    };
  }
  const entry = openEntry(field, draft[field.key]);
  const problems = form.check(withValue(draft, field, enteredValue(entry)));
  return {
    ...state,
    at,
    entry,
    problems,
    touched: draft[field.key] !== undefined && problems[field.key] !== undefined,
  };
}
