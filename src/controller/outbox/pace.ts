import type { OutboxDeps } from './outbox-deps.ts';

type PaceClock = Pick<OutboxDeps['clock'], 'milliseconds' | 'pause'>;

/** What went a second apart may arrive a little less apart. */
const margin = 1.05;
/** So many go at once, however many may. */
const mostAtOnce = 500;

/** Holds a channel to so many messages a second, wherever the second begins and from one batch to the next. */
export class Pace {
  readonly #clock: PaceClock;
  #past: readonly { count: number; at: number }[] = [];

  constructor(clock: PaceClock) {
    this.#clock = clock;
  }

  /** Waits until a message may go, and tells how many may. Ends within a second where nothing more is to be sent. */
  async room(perSecond: number, stopping: () => boolean): Promise<number> {
    if (!Number.isFinite(perSecond)) return mostAtOnce;
    const span = 1_000 * margin * Math.max(1, 1 / perSecond);
    const now = this.#clock.milliseconds();
    // A clock that was put back makes nobody wait longer.
    const past = this.#past.map(({ count, at }) => ({ count, at: Math.min(at, now) }));
    const recent = past.filter(({ at }) => at + span > now);
    const free = Math.max(1, Math.floor(perSecond)) - recent.reduce((sum, { count }) => sum + count, 0);
    const [oldest, ...others] = recent;
    this.#past = recent;
    if (free > 0 || oldest === undefined) return Math.min(free, mostAtOnce);
    let left = oldest.at + span - now;
    for (; left > 0 && !stopping(); left -= 1_000) await this.#clock.pause(Math.min(left, 1_000));
    if (left <= 0) this.#past = others;
    return oldest.count;
  }

  /** So many went, the last of them now. */
  went(count: number): void {
    this.#past = [...this.#past, { count, at: this.#clock.milliseconds() }];
  }
}
