import type { HistoryEvent } from '../domain/record.ts';
import type { Work } from '../domain/work.ts';

/** One try to carry a record out, as its history tells it. */
export interface AttemptFacts {
  attempt: string;
  /** Who holds it, and in which clone. */
  controller: string;
  instance: string | undefined;
  /** What it was claimed for: it is followed there, whatever the environment names later on. */
  deployer: string | undefined;
  /** The first claim: nothing was started before. */
  claimedAt: string;
  /** Every clone that held it. */
  instances: readonly string[];
  /** Since when it has been held by whoever holds it. */
  heldAt: string;
  /** After this moment whoever holds it starts nothing any more, and another may take it over. */
  lease: string;
  jobId: string | undefined;
  launchedAt: string | undefined;
}

/** The attempt that is under way; undefined where none is, or where the claim does not say which. */
export function attemptOf(work: Work, history: readonly HistoryEvent[]): AttemptFacts | undefined {
  const at = history.findLastIndex(({ action }) => action === work.claim);
  const claim = history[at];
  if (claim === undefined || typeof claim.attempt !== 'string') return undefined;
  const since = history.slice(at + 1);
  const holders = [claim, ...since.filter(({ action }) => action === work.takeOver)];
  const holder = holders.at(-1) ?? claim;
  const launched = since.findLast(({ action }) => action === work.launch);
  const text = (value: unknown) =>
    typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : undefined;
  return {
    attempt: claim.attempt,
    controller: text(holder.controller) ?? holder.by,
    instance: text(holder.instance),
    deployer: text(claim.deployer),
    instances: [...new Set(holders.flatMap((each) => text(each.instance) ?? []))],
    claimedAt: claim.at,
    heldAt: holder.at,
    lease: text(holder.lease) ?? holder.at,
    jobId: text(launched?.jobId),
    launchedAt: launched?.at,
  };
}

/** The name of the next attempt: telling for people, and like no other. */
export function nextAttempt(work: Work, id: string, history: readonly HistoryEvent[], mark: string): string {
  const before = history.filter(({ action }) => action === work.claim).length;
  return `${id}-${before + 1}-${mark}`;
}

/** How often it was tried again by itself since a person last decided. */
export function retriesOf(work: Work, history: readonly HistoryEvent[]): number {
  const automatic = new Set([work.again, work.claim, work.takeOver, work.launch, work.release, work.fail]);
  const since = history.findLastIndex(({ action }) => !automatic.has(action));
  return history.slice(since + 1).filter(({ action }) => action === work.again).length;
}

/** How often in a row it was put back before anything was started. */
export function releasesOf(work: Work, history: readonly HistoryEvent[]): number {
  const steps = new Set([work.claim, work.takeOver, work.release]);
  const since = history.findLastIndex(({ action }) => !steps.has(action));
  return history.slice(since + 1).filter(({ action }) => action === work.release).length;
}

/** The moment before which it is not taken up again. */
export function restsUntil(work: Work, history: readonly HistoryEvent[]): string | undefined {
  const last = history.at(-1);
  if (last === undefined || (last.action !== work.again && last.action !== work.release)) return undefined;
  return typeof last.after === 'string' ? last.after : undefined;
}
