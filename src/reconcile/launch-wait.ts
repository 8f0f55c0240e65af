import { scheduledDate } from '../domain/scheduled-date.ts';
import { attemptOf } from './attempt.ts';
import type { Item } from './snapshot.ts';

export interface LaunchWait {
  attempt: string;
  controller: string;
  instance: string | undefined;
  /** When its job was known. Milliseconds. */
  launchedAt: number;
  /** How long before that the record was due: decided or put up again, on its date, and not resting. */
  seconds: number;
}

/** How long a record waited for its job; undefined where it has none. What a freeze or a busy target took counts too. */
export function launchWait({ work, record }: Item): LaunchWait | undefined {
  const history = record.status?.history ?? [];
  const attempt = attemptOf(work, history);
  if (attempt?.launchedAt === undefined) return undefined;
  const before = history[history.findLastIndex(({ action }) => action === work.claim) - 1];
  const moments = [before?.at, before?.after, scheduledDate(record)].map((each) =>
    typeof each === 'string' ? Date.parse(each) : Number.NaN,
  );
  const due = Math.max(...moments.filter((each) => !Number.isNaN(each)), 0);
  const launchedAt = Date.parse(attempt.launchedAt);
  const { controller, instance } = attempt;
  return { attempt: attempt.attempt, controller, instance, launchedAt, seconds: Math.max(launchedAt - due, 0) / 1000 };
}
