import type { ErrorCode } from '../errors/catalogue.ts';
import { type Actor, castBy, contributorsOf, ownContribution, standIn } from './contributors.ts';
import { normaliseEmail } from './email.ts';
import { firstFew } from './first-few.ts';
import { faultOfHand } from './hands.ts';
import { changedTooLate, draft, standingVoters, stateOf, type Vote } from './history.ts';
import type { JsonObject } from './json.ts';
import { type ActionDefinition, rightToCreate, waysBack } from './kind.ts';
import { holdersOf, mayDo, personOf, samePerson } from './policy.ts';
import type { HistoryEvent } from './record.ts';
import { roleFor } from './roles.ts';
import { another, idOf, type Situation } from './situation.ts';
import { passed, type Verdict } from './verdict.ts';

type Gate = (situation: Situation, actor: Actor, action: ActionDefinition) => Verdict | undefined;

/**
 * Judges every gate between an actor and an action. The only place where that is decided: the terminal, the
 * controller, the checks and the server all ask here.
 */
export function judgeDecision(situation: Situation, actor: Actor, action: ActionDefinition): readonly Verdict[] {
  return [
    inState,
    reviewIsDue,
    statusAgrees,
    specIsOpen,
    notTheirOwn,
    allowed,
    notYetVoted,
    madeByThoseWhoMay,
    keyIsTheirs,
  ]
    .map((gate: Gate) => gate(situation, actor, action))
    .filter((verdict) => verdict !== undefined);
}

/** The gates of its kind, for an event with these fields that leads to this spec. Judged after those of every record. */
export function judgeEvent(
  situation: Situation,
  actor: Actor,
  action: ActionDefinition,
  fields: Partial<HistoryEvent> = {},
  spec?: JsonObject,
): readonly Verdict[] {
  const { kind, record, policy, now } = situation;
  return kind.gates?.({ record, policy, now, actor, action, fields, ...(spec === undefined ? {} : { spec }) }) ?? [];
}

const inState: Gate = (situation, _actor, action) => {
  const state = stateOf(situation.fold);
  const from = action.from.length === 0 ? [draft] : action.from;
  const claim = `the ${situation.kind.noun} is ${from.join(' or ')}`;
  if (from.includes(state)) return passed('state', claim, `it is ${state}`, { state });
  return {
    gate: 'state',
    claim,
    passed: false,
    code: action.refusal,
    because: `${idOf(situation)} is ${state}, not ${from.join(' or ')}`,
    values: { state, needed: [...from] },
    remedy: [`rgz log ${idOf(situation)}`, ...waysBack(situation.kind, state, idOf(situation))],
  };
};

const reviewIsDue: Gate = ({ kind, record, fold }, _actor, action) => {
  const state = stateOf(fold);
  if (!action.reviews || !action.from.includes(state)) return undefined;
  const claim = 'it was an emergency, and nobody has reviewed it';
  const review = kind.review?.(record, state);
  if (review === 'due') return passed('review', claim, 'it waits for a review');
  const { id } = record.metadata;
  return {
    gate: 'review',
    claim,
    passed: false,
    code: action.refusal,
    because:
      review === 'done' ? `${id} was reviewed already` : `${id} was no emergency, so nothing of it has to be reviewed`,
    values: { state },
    remedy: [`rgz log ${id}`],
  };
};

const statusAgrees: Gate = (situation) => {
  const claim = 'the status is what the history says';
  const [problem] = situation.fold.problems;
  if (problem === undefined) return passed('history', claim, 'the history adds up to the status');
  return {
    gate: 'history',
    claim,
    passed: false,
    code: 'state.disagrees',
    because: situation.fold.problems.map((each) => each.message).join('; '),
    values: { problems: situation.fold.problems.map((each) => each.rule) },
    remedy: [
      `rgz log ${idOf(situation)}`,
      `rgz audit ${idOf(situation)}   # names the commit that did it, and what to do`,
    ],
  };
};

/** What was decided on is not changed any more: another spec is another request. */
const specIsOpen: Gate = (situation, _actor, action) => {
  const { kind, fold } = situation;
  if (action.withdraws || !changedTooLate(kind, fold)) return undefined;
  return {
    gate: 'spec',
    claim: 'the spec is the one that was decided on',
    passed: false,
    code: 'spec.frozen',
    because: `the spec of ${idOf(situation)} was changed after it was ${fold.written}, so nothing is decided on it any more`,
    values: { state: fold.written ?? null, void: fold.votes.length },
    remedy: [another(situation)],
  };
};

const notTheirOwn: Gate = (situation, actor, action) => {
  if (!action.decides) return undefined;
  const claim = 'the decider had no hand in the request';
  const own = ownHand(situation, actor);
  if (own === undefined) return passed('own-request', claim, `${actor.email} neither requested nor edited it`);
  const { decider, contribution } = own;
  const as = contribution.email === decider.email ? '' : ` as ${contribution.email}`;
  const name = decider === actor ? actor.email : `${decider.email}, who commits in the name of ${actor.email},`;
  return {
    gate: 'own-request',
    claim,
    passed: false,
    code: 'policy.own-request',
    because: `${name} ${contribution.did} ${idOf(situation)}${as}, and nobody decides on their own request`,
    values: {
      actor: decider.email,
      did: contribution.did,
      as: contribution.email,
      commit: contribution.commit ?? null,
    },
    ...asThemselves(actor, decider, whoElse(situation, actor, action)),
  };
};

/** Who is kept back by who commits for them only may do it under their own name. */
function asThemselves(actor: Actor, decider: Actor, others: ReturnType<typeof whoElse>): ReturnType<typeof whoElse> {
  if (decider === actor) return others;
  const own = `${actor.email} commits as well: git config user.email ${actor.email}`;
  return { ...others, remedy: [own, ...(others.remedy ?? [])] };
}

/** The hand of the actor in the request, or of whoever makes the commit in their name. */
function ownHand({ policy, contributions }: Situation, actor: Actor) {
  for (const decider of [actor, standIn(actor)]) {
    if (decider === undefined) continue;
    const contribution = ownContribution(policy, decider, contributions);
    if (contribution !== undefined) return { decider, contribution };
  }
  return undefined;
}

const allowed: Gate = (situation, actor, action) => {
  const { tenant } = situation.record.metadata;
  const claim = `the actor holds ${action.right} for ${tenant}`;
  const person = personOf(situation.policy, actor.email);
  const values = { actor: actor.email, right: action.right, tenant };
  if (person !== undefined && mayDo(person, action.right, tenant))
    return passed('right', claim, `${person.id} does`, values);
  const because =
    person === undefined
      ? `${actor.email} is nobody the policy knows`
      : `${person.id} has no role that allows ${action.right} for ${tenant}`;
  return {
    gate: 'right',
    claim,
    passed: false,
    code: 'policy.not-allowed',
    because,
    values,
    ...whoElse(situation, actor, action),
  };
};

const notYetVoted: Gate = (situation, actor, action) => {
  if (!action.vote && !action.reviews) return undefined;
  const claim = 'the decider has not approved this spec before';
  const { policy, fold, contributions } = situation;
  const cast = castBy(policy, actor, contributions);
  const committer = standIn(actor)?.email;
  const isTheirs = ({ by, index }: Vote) =>
    cast.has(index) || [actor.email, committer].some((email) => email !== undefined && samePerson(policy, by, email));
  const vote = fold.votes.find((each) => each.standing === 'valid' && isTheirs(each));
  if (vote === undefined) return passed('vote', claim, `${actor.email} has not`);
  const before = normaliseEmail(vote.by);
  const open = action.from.includes(stateOf(fold));
  const how = cast.has(vote.index)
    ? ` by a commit of ${actor.email}`
    : samePerson(policy, vote.by, actor.email)
      ? ''
      : `, and commits in the name of ${actor.email}`;
  return {
    gate: 'vote',
    claim,
    passed: false,
    code: 'policy.already-decided',
    because: `${before} has approved ${idOf(situation)} already${how}${open ? '; another person has to' : ''}`,
    values: { actor: actor.email, before },
    // Once no vote is wanted any more, nobody is to be asked for another.
    ...(open ? whoElse(situation, actor, action) : { remedy: [`rgz log ${idOf(situation)}`] }),
  };
};

/** Nothing is decided on a spec whose makers are not known, or had no right to make it. */
const madeByThoseWhoMay: Gate = (situation, _actor, action) => {
  if (!action.decides || situation.hands === undefined) return undefined;
  const { tenant } = situation.record.metadata;
  const claim = 'whoever made the spec is known and might';
  const faults = situation.hands.map((hand) => faultOfHand(hand, tenant, rightToCreate(situation.kind)));
  const at = faults.findIndex((each) => each !== undefined);
  const fault = faults[at];
  if (fault === undefined) return passed('hands', claim, 'every commit that made it is by somebody who might');
  const { code, message: because } = fault;
  const revert = situation.policy.identity === 'signed' ? 'git revert -S' : 'git revert';
  const back = `somebody who may, and decides nothing here: ${revert} ${situation.hands[at]?.commit.slice(0, 12)}`;
  const remedy = [
    ...(at > 0 ? [back] : []),
    `open another ${situation.kind.noun}: ${situation.kind.commands.open}`,
    'rgz audit',
  ];
  return { gate: 'hands', claim, passed: false, code, because, values: { tenant }, remedy };
};

const keyIsTheirs: Gate = (situation, actor) => {
  if (situation.policy.identity !== 'signed') return undefined;
  return judgeKey(situation.policy, actor);
};

/** Whether the key an actor would sign with is one that the policy lists for them. */
export function judgeKey(policy: Situation['policy'], actor: Actor): Verdict {
  const claim = 'the commit is signed with a key of the actor';
  const person = personOf(policy, actor.email);
  const values = { actor: actor.email };
  if (actor.key !== undefined && person !== undefined && policy.byKey.get(actor.key) === person) {
    return passed('key', claim, 'the key is listed for them', values);
  }
  if (actor.key === undefined) return noKey(actor, claim);
  const code: ErrorCode = 'policy.unknown-key';
  const because = `the policy does not list this signing key for ${actor.email}`;
  const remedy = [`an admin types: rgz policy grant ${actor.email} --key <public key file>`];
  const unblock = holdersOf(policy, 'policy.change', undefined).map((each) => each.id);
  return { gate: 'key', claim, passed: false, code, because, values, unblock, remedy };
}

function noKey(actor: Actor, claim: string): Verdict {
  return {
    gate: 'key',
    claim,
    passed: false,
    code: 'identity.no-signing-key',
    because: 'Git does not say which SSH key to sign with',
    values: { actor: actor.email },
    remedy: ['git config gpg.format ssh', 'git config user.signingkey ~/.ssh/id_ed25519.pub'],
  };
}

/** Who could do it instead, and the commands that lead on. */
function whoElse(situation: Situation, actor: Actor, action: ActionDefinition): Pick<Verdict, 'unblock' | 'remedy'> {
  const { policy, record } = situation;
  const barred = action.decides ? contributorsOf(situation.policy, situation.contributions) : new Set<string>();
  const voted = action.vote || action.reviews ? standingVoters(situation.fold.votes) : new Set<string>();
  const self = personOf(policy, actor.email);
  const people = holdersOf(policy, action.right, record.metadata.tenant)
    .filter((person) => person !== self && !barred.has(person.id) && !person.emails.some((email) => voted.has(email)))
    .map((person) => person.id);
  const ask =
    people.length > 0
      ? `ask ${firstFew(people, 'or')}`
      : `nobody else may: an admin can grant the role with rgz policy grant <email> --role ${roleFor(action.right)} --tenant ${record.metadata.tenant}`;
  return { unblock: people, remedy: action.from.length === 0 ? [ask] : [ask, `rgz explain ${idOf(situation)}`] };
}
