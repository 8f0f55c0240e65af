import type { Answer, Question } from './questions.ts';
import type { Company, Locale, Person, Plan, Reading, ReadProgress, Session, SessionLine } from './session.ts';

/** What somebody wants done. Each of the first four is one commit, where it changes anything. */
export type Wish =
  /** Without a session, a new one. `session` is what the screen showed: what others changed since is not written over. */
  | { kind: 'company'; company: Company; session: Session | undefined }
  | { kind: 'users'; users: readonly Person[]; session: Session }
  | { kind: 'import'; plan: Plan; session: Session }
  | { kind: 'activate'; session: Session }
  /** Writes the workbook to fill in, beside a commit that says so. */
  | { kind: 'workbook'; path: string; locale: Locale; session: Session }
  /** Reads a filled workbook; nothing is written. */
  | { kind: 'read'; path: string; session: Session }
  /** Writes a copy of the workbook that was read last, with the faulty cells marked. */
  | { kind: 'mark'; session: Session }
  | { kind: 'open'; id: string }
  | { kind: 'list' };

export interface Refusal {
  message: string;
  remedy: readonly string[];
  /** What is wrong with which answer. */
  fields?: Readonly<Record<string, string>>;
}

/** What came of a wish. A refusal changed nothing; a session beside it tells how things are. */
export interface Outcome {
  session?: Session;
  sessions?: readonly SessionLine[];
  reading?: Reading;
  refusal?: Refusal;
  /** What is good to know beside it. */
  said?: string;
  /** Nothing had to be written: it was so already. */
  unchanged?: boolean;
}

export interface Hooks {
  progress: (how: ReadProgress) => void;
  /** Whoever reads a workbook stops. */
  signal: AbortSignal;
}

/** What the wizard is worked with. Nothing here ever throws. */
export interface OnboardDesk {
  perform: (wish: Wish, hooks: Hooks) => Promise<Outcome>;
  /** Looks something up while somebody types. */
  ask: (question: Question) => Promise<Answer>;
  /** Resolves once a session is another than the one shown, or after a while as it is. */
  watch: (session: Session, signal: AbortSignal) => Promise<Outcome>;
}
