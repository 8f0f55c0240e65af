import type { DraftField } from '../request-draft.ts';

interface Asked {
  key: DraftField;
  /** One or two words, for the step line and the summary. */
  label: string;
  question: string;
  /** What to know before answering. */
  advice?: string;
}

export interface ChoiceField extends Asked {
  kind: 'choice';
  options: readonly string[];
  /** Where the mark stands first, if it is among the options. */
  usual?: string;
}

export interface TextField extends Asked {
  kind: 'text';
  /** Shows how far the text has come. Whether it is long enough is for the check to say. */
  atLeast?: number;
}

export interface LinesField extends Asked {
  kind: 'lines';
}

export interface AnswerField extends Asked {
  kind: 'answer';
}

export type Field = ChoiceField | TextField | LinesField | AnswerField;
