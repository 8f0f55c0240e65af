import type { Key } from '../keyboard/key.ts';
import { isReady, wrongFields } from './draft.ts';
import type { Form, FormState } from './form-state.ts';
import { openAt } from './open-form.ts';

/** A key in the summary: commit, go back, or change one field and come back. */
export function stepSummary(form: Form, state: FormState, key: Key): FormState {
  const last = Math.max(0, form.fields.length - 1);
  switch (key.name) {
    case 'enter':
      return isReady(form, state.draft)
        ? { ...state, outcome: 'committed' }
        : visit(form, state, firstWrong(form, state));
    case 'back-tab':
      return openAt(form, state, last);
    case 'up':
      return { ...state, marked: Math.max(0, state.marked - 1) };
    case 'down':
      return { ...state, marked: Math.min(last, state.marked + 1) };
    case 'text':
      if (/^b$/i.test(key.text)) return openAt(form, state, last);
      return /^e$/i.test(key.text) ? visit(form, state, state.marked) : state;
    default:
      return state;
  }
}

function firstWrong(form: Form, { draft }: FormState): number {
  const [wrong] = wrongFields(form, draft, form.check(draft));
  return wrong === undefined ? 0 : form.fields.indexOf(wrong);
}

function visit(form: Form, state: FormState, at: number): FormState {
  return { ...openAt(form, state, at), visiting: true, marked: at };
}
