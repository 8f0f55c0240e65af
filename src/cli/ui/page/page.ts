import type { ChoiceEntry } from '../form/entry.ts';
import { type EditedText, editedText } from '../text/edited-text.ts';

interface Asked {
  key: string;
  label: string;
  /** What to know before answering, under the field while it is asked. */
  advice?: string;
  /** Shown, and not to be changed any more. */
  fixed?: boolean;
}

export interface Option {
  value: string;
  label: string;
}

/** One line of text. `path`: Tab completes it. */
export interface TextField extends Asked {
  kind: 'text';
  path?: boolean;
}

/** A few options side by side. */
export interface RadioField extends Asked {
  kind: 'radio';
  options: readonly Option[];
}

/** Many options, found by typing. */
export interface SearchField extends Asked {
  kind: 'search';
  options: readonly Option[];
}

export type PageField = TextField | RadioField | SearchField;

/** What does not change while a page is filled in: its fields, and the rows below them that do something. */
export interface Page {
  fields: readonly PageField[];
  buttons: readonly { key: string; label: string }[];
}

/** All answers on one screen. */
export interface PageState {
  /** The row of the cursor: a field, or a button after the last one. */
  at: number;
  values: Readonly<Record<string, string>>;
  /** The text of the field under the cursor. */
  text: EditedText;
  /** The list of a search that is open. */
  open: ChoiceEntry | undefined;
  /** Fields that somebody wrote into: what is wrong with them is worth showing. */
  touched: readonly string[];
  /** Somebody wanted to go on, so everything that is wrong is worth showing. */
  tried: boolean;
}

export function openPage(page: Page, values: Readonly<Record<string, string>>): PageState {
  const start: PageState = { at: 0, values, text: editedText(''), open: undefined, touched: [], tried: false };
  return movedTo(
    page,
    start,
    page.fields.findIndex(({ fixed }) => fixed !== true),
  );
}

/** The same page with the cursor on another row. */
export function movedTo({ fields }: Page, state: PageState, at: number): PageState {
  const field = fields[at];
  return {
    ...state,
    at,
    open: undefined,
    text: editedText(field === undefined ? '' : (state.values[field.key] ?? '')),
  };
}

/** The same page with another answer, as if somebody had typed it. */
export function answeredWith(state: PageState, key: string, value: string): PageState {
  const touched = state.touched.includes(key) ? state.touched : [...state.touched, key];
  return { ...state, values: { ...state.values, [key]: value }, touched };
}

/** To the first field that is wrong, with everything that is wrong shown. */
export function showWrong(page: Page, state: PageState, problems: Readonly<Record<string, string>>): PageState {
  const first = page.fields.findIndex(({ key }) => problems[key] !== undefined);
  const shown = { ...state, tried: true };
  return first < 0 ? shown : movedTo(page, shown, first);
}
