const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at a moment, told in milliseconds as if it were UTC. */
function shownAt(zone: string, moment: number): number {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-u-hc-h23', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(zone, format);
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
}

export interface SimplePattern {
  text: string;
  matches(shown: Date): boolean;
}

export interface TestWindow {
  from: number;
  to: number;
}

/** The clocks of a zone over some days, looked at every minute. */
export class Clocks {
  readonly #start: number;
  readonly #shown: readonly number[];

  constructor(zone: string, start: number, end: number) {
    this.#start = start;
    this.#shown = Array.from({ length: (end - start) / minute }, (_, at) => shownAt(zone, start + at * minute));
  }

  /** The windows of a pattern. Where a time is skipped, one reaches from where it would be by the new clocks to its end by the old ones. */
  windows(pattern: SimplePattern, minutes: number): readonly TestWindow[] {
    const found: TestWindow[] = [];
    const take = (from: number, last: number) => found.push({ from, to: last + minutes * minute });
    let before = (this.#shown[0] ?? 0) - this.#start;
    this.#shown.forEach((shown, count) => {
      const at = this.#start + count * minute;
      const offset = shown - at;
      for (let skipped = at + before; skipped < shown; skipped += minute)
        if (pattern.matches(new Date(skipped))) take(skipped - offset, skipped - before);
      if (pattern.matches(new Date(shown))) take(at, at);
      before = offset;
    });
    return found;
  }
}
