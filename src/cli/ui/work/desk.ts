import type { Status, WorkPoint, WorkView } from './work-view.ts';

/** What somebody wants done: each is one commit, but for a look at the remote. */
export type Wish =
  | { kind: 'set'; status?: Status; notes?: string; reason?: string; url?: string }
  | { kind: 'attach'; file: string }
  | { kind: 'assign'; to: string }
  | { kind: 'validate' }
  | { kind: 'refresh' };

export interface Refusal {
  message: string;
  remedy: readonly string[];
}

/** What came of a wish. A refusal changed nothing; a view beside it tells how things are. */
export interface Outcome {
  view?: WorkView;
  refusal?: Refusal;
  /** What is good to know beside it. */
  said?: string;
}

/** What a key is judged by. */
export type Rules = Pick<Desk, 'me' | 'leastReason'>;

/** What the screen is worked with. */
export interface Desk {
  /** The address of whoever sits in front of it. */
  me: string;
  /** How many characters a reason has at least. */
  leastReason: number;
  /** Does one thing. Never throws. */
  perform: (wish: Wish, point: WorkPoint | undefined) => Promise<Outcome>;
  /** What a text that was begun may go on to be, each from its beginning. Never throws. */
  complete: (what: 'file' | 'assign', text: string) => Promise<readonly string[]>;
}
