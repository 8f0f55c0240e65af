import { linkSync, lstatSync, statSync, unlinkSync } from 'node:fs';
import { RgzError } from '../../errors/rgz-error.ts';

/** Git holds a ref's lock for milliseconds. One this old was left by a process that was killed. */
export const staleLockMs = 10_000;

/** The lock file that Git says it could not make. */
export function lockInTheWay(stderr: string): string | undefined {
  return /Unable to create '(.+?\.lock)': File exists/s.exec(stderr)?.[1];
}

/**
 * Takes the lock of a ref away once it is stale, and tells whether the way is free.
 *
 * A writer that still lives after all (stopped in the very millisecond, and woken later) loses nothing but the race:
 * it finds its lock gone, and says so. What must not happen is that two take away one lock, the second of them the
 * fresh one of whoever came between. So only that process may that could give this very file a second name; it ends in
 * `.lock`, which Git skips. Both times that tell the age come from the disk, whatever the clock says here.
 */
export function freeOfStaleLock(lock: string): boolean {
  const seen = lstatSync(lock, { bigint: true, throwIfNoEntry: false });
  if (seen === undefined) return true;
  const claim = `${lock}.${seen.ino}.${seen.mtimeNs}.lock`;
  try {
    linkSync(lock, claim);
  } catch {
    dropLeftClaim(claim);
    return false;
  }
  const claimed = lstatSync(claim, { bigint: true });
  const stale = Number(claimed.ctimeMs - claimed.mtimeMs) > staleLockMs;
  const taken = stale && claimed.ino === seen.ino && claimed.mtimeNs === seen.mtimeNs;
  if (taken) unlinkSync(lock);
  unlinkSync(claim);
  return taken;
}

/** The error for a lock that is old and cannot be taken away. */
export function heldTooLong(lock: string): RgzError | undefined {
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age < staleLockMs + 5_000) return undefined;
  const message = `A Git process has held ${lock} for ${Math.round(age / 1000)} seconds; it was probably killed.`;
  return new RgzError('git.failed', message, {
    remedy: ['Make sure that no other Git process runs in this repository, then:', `rm '${lock}'`],
  });
}

/** A claim lives for microseconds, unless its maker was killed in them. */
function dropLeftClaim(claim: string): void {
  const left = statSync(claim, { throwIfNoEntry: false });
  if (left !== undefined && Date.now() - left.ctimeMs > staleLockMs) unlinkSync(claim);
}
