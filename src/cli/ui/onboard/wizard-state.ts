import type { Key } from '../keyboard/key.ts';
import type { PageState } from '../page/page.ts';
import type { EditedText } from '../text/edited-text.ts';
import { editedText } from '../text/edited-text.ts';
import type { Wish } from './desk.ts';
import type { Answers } from './questions.ts';
import type { Person, Reading, ReadProgress, Session, SessionLine } from './session.ts';

export type ScreenName =
  | 'sessions'
  | 'company'
  | 'users'
  | 'user'
  | 'workbook'
  | 'file'
  | 'reading'
  | 'errors'
  | 'plan'
  | 'activate'
  | 'waiting'
  | 'summary';

export interface Told {
  tone: 'good' | 'bad' | 'warn' | 'faint';
  text: string;
  remedy: readonly string[];
}

export interface WizardState {
  screen: ScreenName;
  sessions: readonly SessionLine[];
  session: Session | undefined;
  /** Answers to the first step, as they stand on the screen. */
  company: PageState;
  /** The tenant's name is not made from the company's any more. */
  ownTenant: boolean;
  users: readonly Person[];
  /** The user that was taken away last, to be put back. */
  removed: { person: Person; at: number } | undefined;
  /** The user on the screen, and which one of the list it is; -1 is a new one. */
  user: { page: PageState; at: number } | undefined;
  workbook: PageState;
  file: EditedText;
  reading: Reading | undefined;
  progress: ReadProgress | undefined;
  /** The row under the cursor of a screen, or how many lines are above it. */
  rows: Readonly<Partial<Record<ScreenName, number>>>;
  /** What is under way. */
  job: { key: number; wish: Wish } | undefined;
  /** A job that nobody wants any more. */
  dropped: number;
  next: number;
  answers: Answers;
  /** A key that waits for an answer. */
  again: Key | undefined;
  said: Told | undefined;
  /** What others changed meanwhile; stays until Escape. */
  news: Told | undefined;
  /** Why whoever is here can start no onboarding. */
  barred: Told | undefined;
  /** A key that takes something back, pressed once. */
  sure: string | undefined;
  written: number;
  outcome: 'open' | 'left' | 'interrupted';
}

export const noPage: PageState = {
  at: 0,
  values: {},
  text: editedText(''),
  open: undefined,
  touched: [],
  tried: false,
};

export function told(tone: Told['tone'], text: string, remedy: readonly string[] = []): Told {
  return { tone, text, remedy };
}

export function rowOf({ rows, screen }: WizardState): number {
  return rows[screen] ?? 0;
}

/** The same state with the cursor of its screen on another row. */
export function atRow(state: WizardState, row: number, all: number): WizardState {
  const rows = { ...state.rows, [state.screen]: Math.max(0, Math.min(all - 1, row)) };
  return { ...state, rows, sure: undefined };
}

/** Begins a wish, where nothing else is under way. */
export function begun(state: WizardState, wish: Wish): WizardState {
  if (state.job !== undefined) return { ...state, said: told('faint', 'one moment: something is under way') };
  return { ...state, job: { key: state.next, wish }, next: state.next + 1, said: undefined, sure: undefined };
}

/** Asks for the same key once more before something is taken back. */
export function sureOf(state: WizardState, what: string, words: string): WizardState {
  return { ...state, sure: what, said: told('warn', `${words}; once more to go on, Esc to leave it`) };
}

export function isOver({ outcome }: WizardState): boolean {
  return outcome !== 'open';
}
