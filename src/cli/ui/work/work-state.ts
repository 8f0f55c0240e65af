import type { EditedText } from '../text/edited-text.ts';
import type { Wish } from './desk.ts';
import type { WorkView } from './work-view.ts';

/** A wish in the queue. The first of the queue is under way. */
export interface Job {
  key: number;
  /** The point; a look at the remote has none. */
  item: string | undefined;
  wish: Wish;
}

export type Question = 'note' | 'file' | 'url' | 'reason' | 'assign' | 'filter';

/** A line of text that is asked for. */
export interface Asking {
  kind: 'ask';
  what: Question;
  item: string;
  text: EditedText;
  /** Where it goes on afterwards. */
  back: Mode;
  problem?: string;
  /** What the text may go on to be. */
  choices?: readonly string[];
  /** A completion that was asked for, by its number. */
  completing?: number;
}

/** `above`: how many lines are above the window. */
export type Mode = { kind: 'list' } | { kind: 'detail'; above: number } | { kind: 'help'; above: number } | Asking;

export interface Told {
  tone: 'good' | 'bad' | 'warn' | 'faint';
  text: string;
  remedy: readonly string[];
}

export interface WorkState {
  view: WorkView;
  /** The point under the cursor. */
  at: string;
  /** How many rows of the list are above the window. */
  top: number;
  filter: string;
  mode: Mode;
  jobs: readonly Job[];
  /** The number of the next job or completion. */
  next: number;
  written: number;
  /** What stays until it was taken note of, newest last. */
  news: readonly Told[];
  said: Told | undefined;
  /** Points that others changed, and that nobody has looked at since. */
  changed: readonly string[];
  /** Points of which a wish was refused. */
  refused: readonly string[];
  /** Texts that were refused, to be mended: by question and point. */
  kept: Readonly<Record<string, string>>;
  /** A key that changes what others did, pressed once. */
  sure: string | undefined;
  /** `leaving`: as soon as the queue is empty. */
  outcome: 'open' | 'leaving' | 'left' | 'interrupted';
}

export function openWork(view: WorkView): WorkState {
  const first = view.points.find((point) => !isDone(point.status)) ?? view.points[0];
  return {
    view,
    at: first?.id ?? '',
    top: 0,
    filter: '',
    mode: { kind: 'list' },
    jobs: [],
    next: 1,
    written: 0,
    news: [],
    said: undefined,
    changed: [],
    refused: [],
    kept: {},
    sure: undefined,
    outcome: 'open',
  };
}

export function isOver({ outcome, jobs }: WorkState): boolean {
  return outcome === 'left' || outcome === 'interrupted' || (outcome === 'leaving' && jobs.length === 0);
}

export function isDone(status: string): boolean {
  return status === 'completed' || status === 'not_applicable';
}

export function told(tone: Told['tone'], text: string, remedy: readonly string[] = []): Told {
  return { tone, text, remedy };
}
