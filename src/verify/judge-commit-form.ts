import { type Finding, finding } from './finding.ts';
import { tolerance } from './judge-times.ts';

/** What a commit says of itself, and the clock. Times are Unix seconds. */
export interface CommitForm {
  commit: string;
  at: number;
  /** The latest of its parents. */
  parentAt: number;
  now: number;
  malformed: string | undefined;
}

/** Holds a commit against what is true of every genuine one, a merge or not. */
export function judgeCommitForm({ commit, at, parentAt, now, malformed }: CommitForm, file: string): Finding[] {
  const place = { file, commit };
  if (malformed !== undefined)
    return [finding('trail.malformed-commit', `the commit is malformed: ${malformed}`, place)];
  if (at > now + tolerance)
    return [finding('trail.time-ahead', `the commit says ${moment(at)}, which is yet to come`, place)];
  if (at >= parentAt - tolerance) return [];
  return [finding('trail.time-backwards', `the commit says ${moment(at)}, its parent ${moment(parentAt)}`, place)];
}

/** Seconds that no calendar reaches are told as they are. */
function moment(at: number): string {
  return Math.abs(at) > 8.64e12 ? `second ${at}` : new Date(at * 1000).toISOString();
}
