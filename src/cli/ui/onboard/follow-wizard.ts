import type { Key } from '../keyboard/key.ts';
import type { Size } from '../screen/size.ts';
import type { OnboardDesk, Outcome } from './desk.ts';
import { answered, openQuestions } from './look-ups.ts';
import { keyOf } from './questions.ts';
import { settle } from './settle.ts';
import { isWatched, watched } from './watched.ts';
import type { WizardState } from './wizard-state.ts';

type Step = (state: WizardState, key: Key, size: Size) => WizardState;
type Change = (how: (state: WizardState) => WizardState) => void;

/** What Enter does hangs on no size. */
const anySize: Size = { columns: 80, rows: 24 };

/** Hears every state and does what it asks for: one wish at a time, every question once, and a watch while somebody waits. */
export class FollowWizard {
  readonly #desk: OnboardDesk;
  readonly #step: Step;
  readonly #asked = new Set<string>();
  #begun = 0;
  /** Questions one after another; what nobody wants to know any more when its turn comes is not asked. */
  #looking: Promise<void> = Promise.resolve();
  #job = new AbortController();
  #watch: AbortController | undefined;
  #underWay: Promise<Outcome> | undefined;
  last: WizardState;

  constructor(desk: OnboardDesk, first: WizardState, step: Step) {
    this.#desk = desk;
    this.#step = step;
    this.last = first;
  }

  readonly follow = (state: WizardState, change: Change): void => {
    this.last = state;
    this.#perform(state, change);
    this.#ask(state, change);
    this.#look(state, change);
    if (state.again !== undefined && openQuestions(state).length === 0) change(this.#pressAgain);
  };

  /** The key that waited for an answer. */
  readonly #pressAgain = (state: WizardState): WizardState =>
    state.again === undefined
      ? state
      : this.#step({ ...state, again: undefined, said: undefined }, state.again, anySize);

  /** What was begun and has not come back. */
  get underWay(): Promise<Outcome> | undefined {
    return this.#underWay;
  }

  #perform({ job, dropped, outcome }: WizardState, change: Change): void {
    if (dropped === this.#begun || outcome !== 'open') this.#job.abort();
    if (job === undefined || job.key <= this.#begun) return;
    const { key, wish } = job;
    this.#begun = key;
    this.#job = new AbortController();
    const progress = (how: WizardState['progress']): void =>
      change((before) => (before.job?.key === key ? { ...before, progress: how } : before));
    const done = this.#desk.perform(wish, { progress, signal: this.#job.signal });
    this.#underWay = done;
    void done.then((outcome) => {
      if (this.#underWay === done) this.#underWay = undefined;
      change((before) => settle(before, key, outcome));
    });
  }

  #ask(state: WizardState, change: Change): void {
    for (const question of openQuestions(state)) {
      const key = keyOf(question);
      if (this.#asked.has(key)) continue;
      this.#asked.add(key);
      this.#looking = this.#looking.then(async () => {
        const open = openQuestions(this.last).some((each) => keyOf(each) === key);
        const answer = open ? await this.#desk.ask(question) : undefined;
        this.#asked.delete(key);
        if (answer !== undefined) change((before) => answered(before, question, answer));
      });
    }
  }

  #look(state: WizardState, change: Change): void {
    const { session } = state;
    if (session === undefined || !isWatched(state)) {
      this.#watch?.abort();
      this.#watch = undefined;
      return;
    }
    if (this.#watch !== undefined) return;
    const watch = new AbortController();
    this.#watch = watch;
    void this.#desk.watch(session, watch.signal).then((seen) => {
      if (this.#watch === watch) this.#watch = undefined;
      if (!watch.signal.aborted) change((before) => watched(before, seen));
    });
  }
}
