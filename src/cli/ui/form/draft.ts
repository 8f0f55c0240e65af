import { plainText } from '../../../domain/plain-text.ts';
import type { DraftProblems, RequestDraft } from '../request-draft.ts';
import type { Field } from './field.ts';
import type { Form } from './form-state.ts';

/** A draft with one more value in it; the same draft where there is none. */
export function withValue(
  draft: Partial<RequestDraft>,
  { key }: Field,
  value: string | boolean | undefined,
): Partial<RequestDraft> {
  return value === undefined ? draft : { ...draft, [key]: value };
}

/** A draft without terminal escapes. */
export function plainDraft(form: Form, draft: Partial<RequestDraft>): Partial<RequestDraft> {
  return form.fields.reduce((sum, field) => {
    const value = draft[field.key];
    return withValue(sum, field, typeof value === 'string' ? plainText(value) : value);
  }, {});
}

/** Whether every field has a value and the check finds nothing. */
export function isReady(form: Form, draft: Partial<RequestDraft>): draft is RequestDraft {
  return wrongFields(form, draft, form.check(draft)).length === 0;
}

/** The fields that keep a draft from being committed. */
export function wrongFields(form: Form, draft: Partial<RequestDraft>, problems: DraftProblems): readonly Field[] {
  return form.fields.filter(({ key }) => problems[key] !== undefined || draft[key] === undefined);
}

/** Why a field keeps a draft from being committed; undefined if it does not. */
export function problemOf(
  { key, kind }: Field,
  draft: Partial<RequestDraft>,
  problems: DraftProblems,
): string | undefined {
  if (draft[key] !== undefined || problems[key] !== undefined) return problems[key];
  return kind === 'choice' || kind === 'answer' ? 'nothing is chosen yet' : 'nothing is written yet';
}
