import type { Verdict } from '../../../domain/verdict.ts';
import type { EditedText } from '../text/edited-text.ts';

/** What is to be decided. It does not change while somebody reads it. */
export interface Matter {
  heading: string;
  facts: readonly (readonly [label: string, value: string])[];
  verdicts: readonly Verdict[];
}

export interface ApprovalState {
  stage: 'question' | 'comment' | 'approved' | 'left';
  /** How many lines of the matter are above the window. */
  above: number;
  comment: EditedText;
}

export const unanswered: ApprovalState = { stage: 'question', above: 0, comment: { before: '', after: '' } };
