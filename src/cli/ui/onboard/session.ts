export type Locale = 'en' | 'fr';
export type SessionState =
  | 'in_progress'
  | 'imported'
  | 'activating'
  | 'applying'
  | 'completed'
  | 'failed'
  | 'unknown'
  | 'cancelled';

/** A company as the first step asks for it; '' is no answer. */
export interface Company {
  tenant: string;
  name: string;
  ninea: string;
  sector: string;
  country: string;
  site: string;
  address: string;
}

/** A user as the second step asks for them: reached by e-mail or by telephone. */
export interface Person {
  firstName: string;
  lastName: string;
  by: 'email' | 'phone';
  address: string;
  /** Where they can be reached the other way too. */
  other: string;
  role: string;
}

/** A row of the list of sessions. */
export interface SessionLine {
  id: string;
  tenant: string;
  company: string;
  state: SessionState;
  /** How many of the four steps are done. */
  done: number;
  by: string;
  ago: string;
}

/** What was imported, or would be. */
export interface Figures {
  /** The digest that binds it. */
  digest: string;
  products: number;
  sales: number;
  /** How many months of sales there are, and from when to when. */
  months: number | undefined;
  from: string | undefined;
  to: string | undefined;
  /** Out of 100. */
  score: number;
  parts: readonly { name: string; points: number; most: number | undefined }[];
}

/** What was taken as it is and looks odd: how many there are, and the first of them. */
export interface Remarks {
  all: number;
  told: readonly { place: string; text: string }[];
}

export interface Barred {
  message: string;
  remedy: readonly string[];
}

export interface Gate {
  claim: string;
  passed: boolean;
  because: string;
  remedy: readonly string[];
  /** It opens by itself or by other hands: what is ordered waits for it. */
  delays: boolean;
}

/** A session as the screen draws it. */
export interface Session {
  id: string;
  state: SessionState;
  company: Company;
  users: readonly Person[];
  locale: Locale;
  done: { company: boolean; users: boolean; workbook: boolean; import: boolean };
  imported: (Figures & { by: string; ago: string; remarks: Remarks }) | undefined;
  /** What somebody turned down, and why; undefined where nothing was, or it was imported anew. */
  sentBack: { by: string; reason: string; ago: string } | undefined;
  /** Why whoever looks can change nothing, and whom to ask; undefined where they can. */
  barred: Barred | undefined;
  /** What holds or lets pass an activation. */
  gates: readonly Gate[];
  /** Why the last activation failed. */
  error: string | undefined;
  /** What happened since the activation was ordered, oldest first. */
  activity: readonly { text: string; ago: string }[];
  /** How many users were given a code, whose letters a channel took, and whose none has taken. */
  invited: { issued: number; sent: number; unsent: number };
  /** Who did the last thing, and what. */
  last: { by: string; phrase: string; ago: string };
  /** Another one once somebody has changed it. */
  mark: string;
}

export interface ReadProgress {
  /** What is being read: the name of a sheet. */
  part: string;
  rows: number;
  /** How much of the workbook was read, from 0 to 1. */
  share: number;
  seconds: number;
}

/** A cell that is wrong. */
export interface CellError {
  sheet: string;
  cell: string;
  /** The title of the column. */
  header: string;
  value: string;
  message: string;
  /** What to write instead. */
  instead: string;
}

export interface Plan extends Figures {
  file: string;
  path: string;
  size: number;
  remarks: readonly { place: string; text: string }[];
  /** The same data is imported already. */
  same: boolean;
}

/** What came of reading a workbook. */
export type Reading =
  | { kind: 'plan'; plan: Plan }
  | { kind: 'errors'; file: string; path: string; errors: readonly CellError[]; all: number };

/** A session whose company, users and data may be changed: nothing of it was started. */
export function isEditable({ state }: Pick<Session, 'state'>): boolean {
  return state === 'in_progress' || state === 'imported' || state === 'activating' || state === 'failed';
}

/** A session that waits for what a controller does. */
export function isOrdered({ state }: Pick<Session, 'state'>): boolean {
  return state === 'activating' || state === 'applying' || state === 'unknown';
}
