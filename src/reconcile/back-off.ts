const firstMs = 1_000;
const longestMs = 300_000;

/** How long to wait after so many failures in a row: twice as long each time, five minutes at most. `chance` spreads it. */
export function delayAfter(failures: number, chance: number): number {
  const full = Math.min(firstMs * 2 ** Math.min(failures - 1, 20), longestMs);
  return Math.round(full * (0.75 + chance / 2));
}

/** When what was put back is claimed again: a second after the first time, twice as long after each more, five minutes at most. */
export function releaseDelay(releases: number): number {
  return Math.min(firstMs * 2 ** Math.min(releases, 20), longestMs);
}

/** When a job is looked at again, by how long it has been running: soon at first, every ten seconds later. */
export function pollDelay(ageMs: number): number {
  return Math.min(Math.max(ageMs / 10, 250), 10_000);
}

/** When a failed attempt is tried again: a minute after the first failure, twice as long after each more, an hour at most. */
export function retryDelay(retries: number): number {
  return Math.min(60_000 * 2 ** retries, 3_600_000);
}
