import type { Claim, WantedFile } from './bound.ts';
import { changedTooLate, type Fold, standingVoters, stateOf } from './history.ts';
import type { KindDefinition, Progress, Review } from './kind.ts';
import { partakers } from './partakers.ts';
import type { RecordData } from './record.ts';
import { isSentBack } from './sent-back.ts';

/** What lists show of a record. `note` says when the file cannot be taken at its word. */
export interface Summary {
  id: string;
  kind: string;
  state: string;
  tenant: string;
  target: string;
  impact: string;
  createdBy: string;
  createdAt: string;
  path: string;
  approvedAt?: string;
  rejectedAt?: string;
  deployedAt?: string;
  emergency?: true;
  /** It is too early to decide on it. */
  unready?: true;
  /** How far it has come. */
  progress?: Progress;
  /** When somebody is reminded of it if nothing happens to it. ISO in UTC. */
  nudgeAt?: string;
  /** The gate that it opens, as the policy asks for it. */
  proves?: string;
  /** What an emergency did has to be looked at, or was. */
  review?: Review;
  /** The record that this one takes back. */
  rollbackOf?: string;
  /** Who has approved the spec as it stands. */
  approvals?: readonly string[];
  /** Who edited the spec or had another hand in it, as far as the history says. */
  editors?: readonly string[];
  /** What no other record of its kind may have as well. */
  claims?: readonly Claim[];
  /** The files that it goes by. */
  goesBy?: readonly WantedFile[];
  /** The spec was changed after it was decided on, so that nobody can decide on it. */
  frozen?: true;
  /** It was rejected and is still open: whoever made it has to change it before anybody decides on it again. */
  sentBack?: true;
  note?: 'disagrees' | 'approvals-void' | 'invalid';
}

export function summarise(kind: KindDefinition, record: RecordData, fold: Fold, path: string): Summary {
  const { id, tenant, createdBy, createdAt } = record.metadata;
  const history = record.status?.history ?? [];
  const state = stateOf(fold);
  const derived = kind.derive(history, state);
  const summary: Summary = {
    id,
    kind: kind.kind,
    state,
    tenant,
    ...kind.summary(record),
    createdBy,
    createdAt,
    path,
  };
  for (const field of ['approvedAt', 'rejectedAt', 'deployedAt'] as const) {
    const at = derived[field];
    if (typeof at === 'string') summary[field] = at;
  }
  const approvals = [...standingVoters(fold.votes)];
  if (approvals.length > 0) summary.approvals = approvals;
  const editors = partakers(kind, record).map(({ by }) => by);
  if (editors.length > 0) summary.editors = editors;
  if (kind.isEmergency?.(record)) summary.emergency = true;
  if (kind.isReady?.(record) === false) summary.unready = true;
  const proves = kind.proves?.(record, state);
  if (proves !== undefined) summary.proves = proves;
  const claims = kind.claims?.(record) ?? [];
  if (claims.length > 0) summary.claims = claims;
  const goesBy = kind.goesBy?.(record) ?? [];
  // Only what matters of them: a kind may tell more.
  if (goesBy.length > 0) summary.goesBy = goesBy.map(({ path, sha256 }) => ({ path, sha256 }));
  const review = kind.review?.(record, state);
  if (review !== undefined) summary.review = review;
  if (changedTooLate(kind, fold)) summary.frozen = true;
  if (isSentBack(kind, history, state)) summary.sentBack = true;
  const note = noteOf(fold);
  const nudgeAt = note === 'disagrees' ? undefined : firstNudge(kind, record);
  if (nudgeAt !== undefined) summary.nudgeAt = nudgeAt;
  if (note !== undefined) summary.note = note;
  return summary;
}

function firstNudge(kind: KindDefinition, record: RecordData): string | undefined {
  const moments = (kind.nudges?.(record) ?? []).map(({ dueAt }) => dueAt);
  return moments.length === 0 ? undefined : moments.reduce((one, other) => (other < one ? other : one));
}

function noteOf(fold: Fold): Summary['note'] {
  if (fold.problems.length > 0) return 'disagrees';
  if (fold.drifted && fold.votes.length > 0) return 'approvals-void';
  return undefined;
}

/** A file that lies where a record should and cannot be read as one. */
export function unreadable(kind: KindDefinition, path: string): Summary {
  const id = kind.recognise(path)?.id ?? path;
  return {
    id,
    kind: kind.kind,
    state: 'invalid',
    tenant: '',
    target: '',
    impact: '',
    createdBy: '',
    createdAt: '',
    path,
    note: 'invalid',
  };
}

/** Where records stand. What is left out is of no matter. */
export interface Standing {
  states?: readonly string[];
  /** Only those of which a review is due, or done. */
  reviews?: readonly Review[];
}

export interface Filter extends Standing {
  /** Only records of this kind. */
  kind?: string;
  tenant?: string;
  search?: string;
}

export function isAmong({ state, review }: Pick<Summary, 'state' | 'review'>, { states, reviews }: Standing): boolean {
  if (states !== undefined && !states.includes(state)) return false;
  return reviews === undefined || (review !== undefined && reviews.includes(review));
}

/** Whether a summary passes a filter; `search` looks in every shown field, whatever the case. */
export function matches(summary: Summary, filter: Filter): boolean {
  if (!isAmong(summary, filter)) return false;
  if (filter.kind !== undefined && filter.kind !== summary.kind) return false;
  if (filter.tenant !== undefined && filter.tenant !== summary.tenant) return false;
  if (filter.search === undefined) return true;
  const wanted = filter.search.toLowerCase();
  return [summary.id, summary.state, summary.tenant, summary.target, summary.impact, summary.createdBy].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}

/** Newest first; equal times by id, so that the order never depends on the file system. */
export function newestFirst(left: Summary, right: Summary): number {
  return compareMoments(right.createdAt, left.createdAt) || compare(right.id, left.id);
}

/** rgz writes moments in one form, which sorts as text. Others, written by hand with an offset, are read first. */
function compareMoments(left: string, right: string): number {
  if (left.length === 20 && right.length === 20) return compare(left, right);
  return (Date.parse(left) || 0) - (Date.parse(right) || 0);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
