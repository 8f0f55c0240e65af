import type { DraftField, DraftProblems, RequestDraft } from '../request-draft.ts';
import type { Entry } from './entry.ts';
import type { Field } from './field.ts';

/** What does not change while the form is filled in. */
export interface Form {
  fields: readonly Field[];
  /** What is wrong with a draft so far. Nothing is committed unless it finds nothing. */
  check: (draft: Partial<RequestDraft>) => DraftProblems;
}

export interface FormState {
  /** The place of the field that is asked; one past the last is the summary. */
  at: number;
  entry: Entry | undefined;
  draft: Partial<RequestDraft>;
  /** Fields that were left backwards while they were being filled in, and are asked again. */
  unconfirmed: readonly DraftField[];
  /** What is wrong with the draft as it would be with the entry. */
  problems: DraftProblems;
  /** Whether anything was entered or refused here, so that a problem is worth showing. */
  touched: boolean;
  /** The field was opened from the summary, and leads back to it. */
  visiting: boolean;
  /** The line that is marked in the summary. */
  marked: number;
  outcome: 'open' | 'left' | 'committed';
}
