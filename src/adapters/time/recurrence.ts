import type { Cron } from 'croner';
import type { Temporal } from 'temporal-polyfill';
import type { Window, Windows } from './windows.ts';
import type { Stretch, Zone } from './zone.ts';

/** The clocks of no zone were ever changed by more. */
const furthestShift = 26 * 3_600_000;

/**
 * A window at each time that a pattern names, as the clocks of the zone show it. A time that they show twice begins two
 * windows. For one that they skip, the window reaches from where it would be by the new clocks to its end by the old ones.
 */
export class Recurrence implements Windows {
  readonly #pattern: Cron;
  readonly #duration: Temporal.Duration;
  readonly #zone: Zone;

  /** The pattern is one of UTC: it is asked for what clocks show. */
  constructor(pattern: Cron, duration: Temporal.Duration, zone: Zone) {
    this.#pattern = pattern;
    this.#duration = duration;
    this.#zone = zone;
  }

  at(now: number): Window | undefined {
    let best: Window | undefined;
    for (let at = now + furthestShift; ; ) {
      const stretch = this.#zone.stretchAt(at);
      for (const { from, to } of [this.#lastIn(stretch, now), this.#lastSkipped(stretch.from, now)].flat())
        if (from <= now && now < to && to > (best?.to ?? now)) best = { from, to };
      if (stretch.from === Number.NEGATIVE_INFINITY || this.#end(stretch.from) <= now) return best;
      at = stretch.from - 1;
    }
  }

  next(now: number): Window | undefined {
    for (let at = now; at < Number.POSITIVE_INFINITY; ) {
      const stretch = this.#zone.stretchAt(at);
      const shown = this.#firstShown(Math.max(now + 1, stretch.from) + stretch.offset);
      const found = [this.#firstIn(stretch, shown), this.#firstSkipped(stretch.to, now)].flat();
      if (found.length > 0) return found.reduce((one, other) => (other.from < one.from ? other : one));
      if (shown === undefined) return undefined;
      at = Math.max(stretch.to, shown - stretch.offset - furthestShift);
    }
    return undefined;
  }

  #firstIn({ to, offset }: Stretch, shown: number | undefined): Window[] {
    if (shown === undefined || shown - offset >= to) return [];
    return [{ from: shown - offset, to: this.#end(shown - offset) }];
  }

  /** The first window after a moment of the times that are skipped at this change of the clocks. */
  #firstSkipped(change: number, now: number): Window[] {
    if (change === Number.POSITIVE_INFINITY) return [];
    const [before, after] = this.#offsetsAround(change);
    const shown = after <= before ? undefined : this.#firstShown(Math.max(change + before, now + 1 + after));
    return shown === undefined || shown >= change + after ? [] : [this.#skipped(shown, before, after)];
  }

  /** The last window that begins in a stretch, up to a moment. */
  #lastIn({ from, to, offset }: Stretch, now: number): Window[] {
    const until = Math.min(now, to - 1);
    const shown = until < from ? undefined : this.#lastShown(until + offset);
    if (shown === undefined || shown < from + offset) return [];
    return [{ from: shown - offset, to: this.#end(shown - offset) }];
  }

  /** The last window of the times that were skipped when the clocks were put forward at this moment. */
  #lastSkipped(change: number, now: number): Window[] {
    if (change === Number.NEGATIVE_INFINITY) return [];
    const [before, after] = this.#offsetsAround(change);
    const shown = after <= before ? undefined : this.#lastShown(Math.min(change, now + 1) + after - 1);
    return shown === undefined || shown < change + before ? [] : [this.#skipped(shown, before, after)];
  }

  #skipped(shown: number, before: number, after: number): Window {
    return { from: shown - after, to: this.#end(shown - before) };
  }

  #offsetsAround(change: number): [before: number, after: number] {
    return [this.#zone.stretchAt(change - 1).offset, this.#zone.stretchAt(change).offset];
  }

  /** The last time of the pattern that is not after another. */
  #lastShown(until: number): number | undefined {
    const second = Math.floor(until / 1000) * 1000;
    return this.#pattern.previousRuns(1, new Date(second + 1000))[0]?.getTime();
  }

  /** The first time of the pattern that is not before another. */
  #firstShown(from: number): number | undefined {
    const second = Math.ceil(from / 1000) * 1000;
    return this.#pattern.nextRun(new Date(second - 1000))?.getTime();
  }

  #end(start: number): number {
    return this.#zone.add(start, this.#duration);
  }
}
