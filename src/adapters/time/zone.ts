import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which the clocks of a zone stand the same way. Milliseconds; `to` is the first one after it. */
export interface Stretch {
  from: number;
  to: number;
  offset: number;
}

/** The clocks of one place. What they show is told in milliseconds too, as if it were UTC. */
export class Zone {
  readonly #id: string;
  readonly #stretches: Stretch[] = [];

  /** Throws a `RangeError` where there is no such zone. */
  constructor(id: string) {
    if (!/^[A-Za-z][\w+/-]*$/.test(id)) throw new RangeError(`${id} is no name of a zone`);
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    this.#id = id;
  }

  stretchAt(at: number): Stretch {
    const known = this.#stretches.find(({ from, to }) => from <= at && at < to);
    if (known !== undefined) return known;
    const here = this.#zoned(at);
    const to = here.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    const changed = this.#zoned(at + 1).getTimeZoneTransition('previous')?.epochMilliseconds;
    const made = { from: changed ?? Number.NEGATIVE_INFINITY, to, offset: here.offsetNanoseconds / 1e6 };
    this.#stretches.push(made);
    return made;
  }

  /** The first and the last moment at which the clocks show something; around a time that they skip, before and after it. */
  readings(shown: number): { earlier: number; later: number } {
    const plain = Temporal.Instant.fromEpochMilliseconds(shown).toZonedDateTimeISO('UTC').toPlainDateTime();
    const reading = (disambiguation: 'earlier' | 'later') =>
      plain.toZonedDateTime(this.#id, { disambiguation }).epochMilliseconds;
    return { earlier: reading('earlier'), later: reading('later') };
  }

  /** Days and longer are counted by the calendar, hours and shorter by the clock. */
  add(at: number, duration: Temporal.Duration): number {
    return this.#zoned(at).add(duration).epochMilliseconds;
  }

  #zoned(at: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.#id);
  }
}
