import { checklistsApproved } from './checklist-gate.ts';
import { contributorsOf } from './contributors.ts';
import { countVotes } from './counted-votes.ts';
import { dataAsBound } from './data-gate.ts';
import { firstFew } from './first-few.ts';
import { noFreeze } from './freeze-gate.ts';
import { changedTooLate } from './history.ts';
import { rightToVote, votingStates } from './kind.ts';
import { holdersOf, type Policy, personOf } from './policy.ts';
import { reviewsDone } from './review-gate.ts';
import { roleFor } from './roles.ts';
import { scheduledDate } from './scheduled-date.ts';
import { another, quorumOf, type Situation } from './situation.ts';
import { sourceDeployed } from './source-gate.ts';
import { flagsOfScope, mayStop, stopsOver, wordsOfScope } from './stops.ts';
import { passed, type Verdict } from './verdict.ts';

/** Judges what stands between a request and its launch, apart from who may decide on it. */
export function judgeLaunch(situation: Situation): readonly Verdict[] {
  return [
    enoughApprovals(situation),
    dateHasCome(situation),
    lineRuns(situation),
    noFreeze(situation),
    checklistsApproved(situation),
    sourceDeployed(situation),
    reviewsDone(situation),
    ...onlyThere(dataAsBound(situation)),
  ];
}

function onlyThere(verdict: Verdict | undefined): readonly Verdict[] {
  return verdict === undefined ? [] : [verdict];
}

/** The part that anybody can judge again from the commits: it follows from the record, the policy, and what lay beside them. */
export function judgeLaunchAgain(situation: Situation): readonly Verdict[] {
  return [
    enoughApprovals(situation),
    dateHasCome(situation),
    lineRuns(situation),
    checklistsApproved(situation),
    ...onlyThere(dataAsBound(situation)),
  ];
}

function enoughApprovals(situation: Situation): Verdict {
  const { kind, policy, fold } = situation;
  if (kind.work?.unvoted?.(policy)) return passed('quorum', 'whoever has to has approved it', 'nobody has to');
  const needed = quorumOf(situation);
  const { people } = countVotes(situation);
  const voided = fold.votes.filter((vote) => vote.standing === 'void').length;
  const claim = `${needed} ${needed === 1 ? 'person has' : 'people have'} approved this very spec`;
  const because = `${people.size} of ${needed} approvals${voided > 0 ? `; ${voided} void, because the spec was changed afterwards` : ''}`;
  const values = { needed, approvals: people.size, void: voided };
  if (needed >= 1 && people.size >= needed) return passed('quorum', claim, because, values);
  const approvers = approversOf(policy, situation, contributorsOf(policy, situation.contributions));
  return {
    gate: 'quorum',
    claim,
    passed: false,
    because,
    values,
    unblock: approvers,
    remedy: moreVotes(situation, approvers),
  };
}

/** How the votes that are missing can be had. */
function moreVotes(situation: Situation, approvers: readonly string[]): string[] {
  const { kind, record, fold } = situation;
  const { id, tenant } = record.metadata;
  const { state } = fold;
  const isOver = state !== undefined && !kind.actions.some(({ from }) => from.includes(state));
  if (isOver) return [`open another: ${kind.commands.open}`];
  if (changedTooLate(kind, fold)) return [another(situation)];
  const waits = state !== undefined && votingStates(kind).includes(state);
  if (waits && approvers.length === 0)
    return [`an admin types: rgz policy grant <email> --role ${roleToVote(kind)} --tenant ${tenant}`];
  if (waits) return [`rgz approve ${id}`];
  const { lapsed = [] } = situation;
  const back = lapsed.length === 0 ? [] : [`give the right to approve back to ${firstFew(lapsed, 'and')}`];
  return [...back, another(situation)];
}

function approversOf(policy: Policy, situation: Situation, barred: ReadonlySet<string>): string[] {
  const voted = new Set(
    situation.fold.votes.filter((vote) => vote.standing === 'valid').map((vote) => personOf(policy, vote.by)?.id),
  );
  const right = rightToVote(situation.kind);
  const holders = right === undefined ? [] : holdersOf(policy, right, situation.record.metadata.tenant);
  return holders.map(({ id }) => id).filter((id) => !barred.has(id) && !voted.has(id));
}

function roleToVote(kind: Situation['kind']): string {
  const right = rightToVote(kind);
  return (right && roleFor(right)) ?? '<role>';
}

function dateHasCome({ record, now }: Situation): Verdict {
  const claim = 'the scheduled date has come';
  const date = scheduledDate(record);
  if (date === null) return passed('schedule', claim, 'none is set: as soon as possible');
  if (Date.parse(date) <= Date.parse(now)) return passed('schedule', claim, `it came at ${date}`, { date });
  return { gate: 'schedule', claim, passed: false, because: `it is set for ${date}`, values: { date }, opensAt: date };
}

function lineRuns({ policy, kind, record }: Situation): Verdict {
  const claim = 'the line is not stopped';
  const scope = kind.scope(record);
  const stops = stopsOver(policy, scope).map((stop) => ({
    what: wordsOfScope(stop),
    flags: flagsOfScope(stop),
    ...stop,
  }));
  if (stops.length === 0) return passed('stop', claim, 'no stop is set');
  return {
    gate: 'stop',
    claim,
    passed: false,
    because: stops.map(({ what, by, at, reason }) => `${by} stopped ${what} at ${at}: ${reason}`).join('; '),
    values: { stops: stops.map(({ what, by, at, reason }) => ({ what, by, at, reason })) },
    unblock: policy.people.filter((person) => stops.every((stop) => mayStop(person, stop))).map(({ id }) => id),
    remedy: stops.map(({ flags }) => `rgz resume${flags}`),
  };
}
