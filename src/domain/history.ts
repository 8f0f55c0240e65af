import { aNoun } from './a-noun.ts';
import { normaliseEmail } from './email.ts';
import { type ActionDefinition, actionOf, type KindDefinition } from './kind.ts';
import { leastReason, reasonLength } from './reason.ts';
import type { HistoryEvent, RecordData } from './record.ts';

/** `valid` counts. `void` was cast on another spec. `unbound` names no spec at all, so nothing proves what it was cast on. */
export type Standing = 'valid' | 'void' | 'unbound';

export interface Vote {
  index: number;
  by: string;
  at: string;
  standing: Standing;
}

export interface FoldProblem {
  /** The event, or -1 where the whole record is meant. */
  index: number;
  rule:
    | 'unknown-action'
    | 'illegal-move'
    | 'unbound-decision'
    | 'unexplained'
    | 'spec-changed'
    | 'state-differs'
    | 'field-differs';
  message: string;
}

export interface Fold {
  /** undefined: a draft without history. */
  state: string | undefined;
  /** The state before a later change of the spec is looked at: what `status.state` has to say. */
  written: string | undefined;
  votes: readonly Vote[];
  /** The spec was changed after the last event that named it. */
  drifted: boolean;
  problems: readonly FoldProblem[];
}

/** What a record without a history is called. */
export const draft = 'draft';

/** The state in one word, as people are told it everywhere. */
export function stateOf({ state }: Pick<Fold, 'state'>): string {
  return state ?? draft;
}

/** The spec was changed by hand after it was decided on. Every vote is void, and nothing is built on that spec. */
export function changedTooLate({ initial }: Pick<KindDefinition, 'initial'>, { drifted, written }: Fold): boolean {
  return drifted && written !== initial;
}

interface Walk {
  state: string | undefined;
  votes: Vote[];
  bound: string | undefined;
  problems: FoldProblem[];
}

/** Reads the state from the history alone; `digest` is that of the spec as it stands. What does not add up is told, not mended. */
export function foldHistory(kind: KindDefinition, record: RecordData, digest: string): Fold {
  const history = record.status?.history ?? [];
  const walk: Walk = { state: undefined, votes: [], bound: undefined, problems: [] };
  history.forEach((event, index) => {
    step(kind, walk, event, index);
  });
  const written = walk.state;
  const drifted = walk.bound !== undefined && walk.bound !== digest;
  if (drifted && !startAgain(kind, walk)) {
    walk.problems.push({
      index: -1,
      rule: 'spec-changed',
      message: `the spec was changed after the record was ${walk.state}`,
    });
  }
  const problems = [...walk.problems, ...compareStatus(kind, record, written)];
  return { state: walk.state, written, votes: walk.votes, drifted, problems };
}

function step(kind: KindDefinition, walk: Walk, event: HistoryEvent, index: number): void {
  const action = actionOf(kind, event.action);
  if (action === undefined) {
    walk.problems.push({ index, rule: 'unknown-action', message: `${aNoun(kind)} has no event "${event.action}"` });
    return;
  }
  if (event.digest !== undefined && action.binds) {
    if (walk.bound !== undefined && walk.bound !== event.digest) voidVotes(walk);
    walk.bound = event.digest;
  }
  const legal = index === 0 ? action.from.length === 0 : action.from.includes(walk.state ?? '');
  if (!legal) {
    const before = walk.state === undefined ? 'at the start' : `when ${walk.state}`;
    walk.problems.push({ index, rule: 'illegal-move', message: `"${event.action}" cannot happen ${before}` });
  }
  if ((action.decides || action.vote) && !namesWhatItDecides(action, event)) {
    const lacks = action.vote ? 'digest and quorum' : 'digest';
    const message = `"${event.action}" names no ${lacks}, so nothing proves what was decided`;
    walk.problems.push({ index, rule: 'unbound-decision', message });
  }
  if (action.explains && reasonLength(event.reason) < leastReason) {
    const message = `"${event.action}" gives no reason of at least ${leastReason} characters`;
    walk.problems.push({ index, rule: 'unexplained', message });
  }
  if (action.voids) voidVotes(walk);
  walk.state = action.vote ? castVote(action, walk, event, index) : action.to;
}

function namesWhatItDecides(action: ActionDefinition, event: HistoryEvent): boolean {
  return event.digest !== undefined && (!action.vote || event.quorum !== undefined);
}

/** Counts the vote; the state moves when enough different people have voted on this very spec. */
function castVote(action: ActionDefinition, walk: Walk, event: HistoryEvent, index: number): string | undefined {
  const bound = event.digest !== undefined;
  walk.votes.push({ index, by: event.by, at: event.at, standing: bound ? 'valid' : 'unbound' });
  if (!bound || event.quorum === undefined) return action.to;
  return standingVoters(walk.votes).size >= event.quorum ? action.to : walk.state;
}

/** The addresses whose vote counts, each once. */
export function standingVoters(votes: readonly Vote[]): ReadonlySet<string> {
  return new Set(votes.filter((vote) => vote.standing === 'valid').map((vote) => normaliseEmail(vote.by)));
}

/** Another spec voids every vote, whatever the state. */
function voidVotes(walk: Walk): void {
  walk.votes = walk.votes.map((vote) => ({ ...vote, standing: 'void' }));
}

/** What was decided counts no more. False where there is no way back from what became of it. */
function startAgain(kind: KindDefinition, walk: Walk): boolean {
  voidVotes(walk);
  if (walk.state === undefined || !kind.reopens.includes(walk.state)) return false;
  walk.state = kind.initial;
  return true;
}

function compareStatus(kind: KindDefinition, record: RecordData, written: string | undefined): FoldProblem[] {
  const status = record.status;
  if (status === undefined) return [];
  const problems: FoldProblem[] = [];
  if (status.state !== written) {
    problems.push({
      index: -1,
      rule: 'state-differs',
      message: `status.state says ${status.state}, the history says ${written ?? 'nothing'}`,
    });
  }
  if (written === undefined) return problems;
  for (const [field, value] of Object.entries(kind.derive(status.history, written))) {
    const found = status[field] ?? null;
    if (found !== value)
      problems.push({
        index: -1,
        rule: 'field-differs',
        message: `status.${field} says ${found ?? 'nothing'}, the history says ${value ?? 'nothing'}`,
      });
  }
  return problems;
}
