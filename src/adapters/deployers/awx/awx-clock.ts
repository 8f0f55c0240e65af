import { performance } from 'node:perf_hooks';
import type { Clock } from '../../../ports/clock.ts';

/**
 * The time as AWX has it, by the `Date` of its last answer. What one controller leaves and another looks for is told
 * apart by times, so they are all read on this one clock, however wrong that of a controller is.
 */
export class AwxClock {
  readonly #clock: Pick<Clock, 'now'>;
  #last: { date: number; local: number; mark: number } | undefined;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Takes in an answer's date. `began` is the mark of when it was asked for. Gives AWX's time of that moment. */
  hear(date: string | undefined, began: number): number {
    const mark = performance.now();
    const local = this.local();
    const told = Date.parse(date ?? '');
    this.#last = { date: Number.isNaN(told) ? local : told, local, mark };
    return this.#last.date - (mark - began);
  }

  /** Milliseconds; this machine's own time until AWX has said something. */
  now(): number {
    return this.#last === undefined ? this.local() : this.#last.date + performance.now() - this.#last.mark;
  }

  /** By how many seconds this machine's clock is ahead of AWX's. */
  ahead(): number {
    return this.#last === undefined ? 0 : (this.#last.local - this.#last.date) / 1000;
  }

  /** Milliseconds by this machine. */
  local(): number {
    return Date.parse(this.#clock.now());
  }
}

export function mark(): number {
  return performance.now();
}

/** As AWX and records write a moment: whole seconds, in UTC. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
