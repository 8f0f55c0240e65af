import type { Company } from './session.ts';

/** What the screen wants to know of the world while somebody types. */
export type Question =
  /** Whether such a company is there already. */
  | { kind: 'company'; company: Pick<Company, 'tenant' | 'name' | 'ninea' | 'country'>; id: string | undefined }
  /** How an address is kept, and whether another has it. */
  | { kind: 'address'; by: 'email' | 'phone'; text: string; country: string; id: string }
  | { kind: 'folder'; path: string };

export interface Entry {
  name: string;
  folder: boolean;
  size: number;
}

export interface Answer {
  /** What is wrong, by answer of the screen; `address` and `path` are those of one line. */
  problems?: Readonly<Record<string, string>>;
  /** How it is kept: a telephone number in E.164, an address in small letters, a whole path. */
  kept?: string;
  /** How it is shown to people. */
  shown?: string;
  entries?: readonly Entry[];
}

export type Answers = Readonly<Record<string, Answer>>;

export function keyOf(question: Question): string {
  return JSON.stringify(question);
}

export function answerTo(answers: Answers, question: Question | undefined): Answer | undefined {
  return question === undefined ? undefined : answers[keyOf(question)];
}

const most = 200;

/** Answers with one more; the oldest are forgotten. */
export function withAnswer(answers: Answers, question: Question, answer: Answer): Answers {
  const kept = Object.entries(answers).slice(1 - most);
  return Object.fromEntries([...kept, [keyOf(question), answer]]);
}
