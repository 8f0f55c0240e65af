/** One stretch that a freeze covers, in milliseconds; `to` is the first one after it. */
export interface Window {
  from: number;
  to: number;
}

/** The windows of one freeze. */
export interface Windows {
  /** Of the windows that cover a moment, the one that ends last. */
  at(now: number): Window | undefined;
  /** The first one that begins after a moment. */
  next(now: number): Window | undefined;
}

/** Windows that follow each other for longer have no end in sight. */
const horizonMs = 366 * 86_400_000;
const mostSteps = 1500;

export interface Cover {
  /** Every moment from now on up to this one is covered. */
  until: number;
  /** Whether this one is not. */
  ends: boolean;
}

/** How far windows cover the time from now on. */
export function coverOf(all: readonly Windows[], now: number): Cover {
  let until = now;
  for (let step = 0; step < mostSteps && until - now <= horizonMs; step += 1) {
    const ends = all.flatMap((windows) => windows.at(until)?.to ?? []);
    if (ends.length === 0) return { until, ends: true };
    until = Math.max(...ends);
  }
  return { until, ends: false };
}
