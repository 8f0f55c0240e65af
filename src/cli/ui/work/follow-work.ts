import type { Desk, Outcome } from './desk.ts';
import { pointIn } from './rows.ts';
import { settle } from './settle.ts';
import { completed } from './step-asking.ts';
import type { WorkState } from './work-state.ts';

/** Hears every state and does what it asks for, one wish at a time and in order. */
export class FollowWork {
  readonly #desk: Desk;
  #begun = 0;
  #completing = 0;
  #underWay: Promise<Outcome> | undefined;
  last: WorkState;

  constructor(desk: Desk, first: WorkState) {
    this.#desk = desk;
    this.last = first;
  }

  readonly follow = (state: WorkState, change: (how: (state: WorkState) => WorkState) => void): void => {
    this.last = state;
    const [job] = state.jobs;
    if (job !== undefined && job.key > this.#begun) {
      this.#begun = job.key;
      this.#underWay = this.#desk.perform(job.wish, pointIn(state.view, job.item));
      void this.#underWay.then((outcome) => {
        this.#underWay = undefined;
        change((before) => settle(before, outcome));
      });
    }
    const { mode } = state;
    if (mode.kind !== 'ask' || mode.completing === undefined || mode.completing === this.#completing) return;
    const { completing } = mode;
    this.#completing = completing;
    void this.#desk
      .complete(mode.what === 'assign' ? 'assign' : 'file', mode.text.before)
      .then((found) => change((before) => completed(before, completing, found)));
  };

  /** What was begun and has not come back. Nothing after it is begun any more once the screen is gone. */
  get underWay(): Promise<Outcome> | undefined {
    return this.#underWay;
  }
}
