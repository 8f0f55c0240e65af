import { eventOf } from '../domain/apply.ts';
import { isSame } from '../domain/canonical.ts';
import { judgeDecision, judgeEvent } from '../domain/decision-gates.ts';
import { changedImmutable } from '../domain/immutable.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { actionOf, rightToCreate } from '../domain/kind.ts';
import { judgeLaunchAgain } from '../domain/launch-gates.ts';
import { mayDo, personOf, samePerson } from '../domain/policy.ts';
import type { Version } from '../domain/reading.ts';
import type { HistoryEvent } from '../domain/record.ts';
import { rights } from '../domain/roles.ts';
import type { Situation } from '../domain/situation.ts';
import type { Maker, RecordChange } from './change.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { judgeAdoption } from './judge-adoption.ts';
import { judgeKeptHistory } from './judge-loss.ts';
import { judgeBirth, judgeTimes } from './judge-times.ts';
import { isRule } from './rules.ts';

/** Holds the step of one record from the parent to the commit against the gates that were in force at the parent. */
export function judgeChange(change: RecordChange, maker: Maker): readonly Finding[] {
  const place: Place = { file: change.path, commit: maker.commit };
  const old = change.before?.record.status?.history ?? [];
  const grown = change.after.record.status?.history ?? [];
  const lost = judgeKeptHistory(old, grown, place);
  if (lost.length > 0) return lost;
  const events = grown.slice(old.length);
  return [
    ...judgeEnvelope(change, maker, place),
    ...judgeSpec(change, maker, events, place),
    ...judgeLayout(change, maker, events, place),
    ...judgeEvents(change, maker, events, place),
  ];
}

/** All of a record but what is asked for and what became of it. */
function judgeEnvelope({ before, after }: RecordChange, maker: Maker, place: Place): Finding[] {
  const { apiVersion, metadata } = after.record;
  if (before === undefined) return [...judgeCreator(after, maker, place), ...judgeBirth(after, maker.at, place)];
  if (!same(before.record.metadata as Json, metadata as Json))
    return [finding('record.changed-metadata', 'the metadata was changed', { ...place, pointer: '/metadata' })];
  if (before.record.apiVersion === apiVersion) return [];
  const message = `apiVersion was ${before.record.apiVersion} and is ${apiVersion}`;
  return [finding('record.changed-metadata', message, { ...place, pointer: '/apiVersion' })];
}

function judgeCreator({ record: { metadata } }: Version, { policy, actor }: Maker, place: Place): Finding[] {
  if (samePerson(policy, metadata.createdBy, actor.email)) return [];
  const message = `the record says it was created by ${metadata.createdBy}, the commit is by ${actor.email}`;
  return [finding('record.false-creator', message, { ...place, pointer: '/metadata/createdBy' })];
}

/** A spec may change by an event that binds it, or by hand while the record is open. */
function judgeSpec(change: RecordChange, maker: Maker, events: readonly HistoryEvent[], place: Place): Finding[] {
  const { before, after, kind } = change;
  if (before !== undefined && before.digest === after.digest) return [];
  const at = { ...place, pointer: '/spec' };
  const renewed = events.some(({ action }) => actionOf(kind, action)?.renews);
  const fixed = before === undefined || renewed ? [] : changedImmutable(kind, before.record.spec, after.record.spec);
  if (fixed.length > 0) return [finding('spec.immutable', `spec.${fixed.join(', spec.')} never changes`, at)];
  const state = before?.fold.written;
  if (state !== undefined && state !== kind.initial && !renewed) {
    return [finding('spec.frozen', `the spec was changed while the ${kind.noun} was ${state}`, at)];
  }
  const decided = events.find((event) => actionOf(kind, event.action)?.decides);
  if (decided !== undefined) {
    return [
      finding(
        'policy.own-request',
        `${maker.actor.email} changed the spec in the commit that says "${decided.action}"`,
        at,
      ),
    ];
  }
  if (events.some((event) => event.action === 'edited' || event.action === 'created')) return [];
  const person = personOf(maker.policy, maker.actor.email);
  const { tenant } = after.record.metadata;
  if (person !== undefined && mayDo(person, rightToCreate(kind), tenant)) return [];
  return [
    finding(
      'policy.not-allowed',
      `${maker.actor.email} changed the spec and may not create such a ${kind.noun} for ${tenant}`,
      at,
    ),
  ];
}

/** Comments and layout are seen by who decides, so that nobody changes them who has no part in the tenant at all. */
function judgeLayout(
  { before, after }: RecordChange,
  { policy, actor }: Maker,
  events: readonly HistoryEvent[],
  place: Place,
): Finding[] {
  if (before === undefined || before.digest !== after.digest || events.length > 0) return [];
  const person = personOf(policy, actor.email);
  const { tenant } = after.record.metadata;
  if (person !== undefined && rights.some((right) => mayDo(person, right, tenant))) return [];
  return [finding('policy.not-allowed', `${actor.email} changed the file and has no role for ${tenant}`, place)];
}

function judgeEvents(change: RecordChange, maker: Maker, events: readonly HistoryEvent[], place: Place): Finding[] {
  const start = (change.after.record.status?.history.length ?? 0) - events.length;
  if (change.before === undefined && events.length > 1) {
    return [
      finding('record.imported-history', `a new record came with ${events.length} events`, {
        ...place,
        pointer: '/status/history',
      }),
    ];
  }
  if (events.length > 1) {
    return [
      finding('history.several-events', `${events.length} events in one commit; each is a commit of its own`, {
        ...place,
        pointer: `/status/history/${start}`,
      }),
    ];
  }
  return events.flatMap((event) =>
    judgeNewEvent(change, maker, event, { ...place, pointer: `/status/history/${start}` }),
  );
}

function judgeNewEvent(change: RecordChange, maker: Maker, event: HistoryEvent, place: Place): Finding[] {
  const { kind, before, after, contributions, launch } = change;
  const action = actionOf(kind, event.action);
  if (action === undefined) return [];
  const times = judgeTimes(before?.record.status?.history.at(-1), event, maker.at, place);
  if (event.adopted !== undefined) return [...times, ...judgeAdoption(change, maker, event, place)];
  if (!samePerson(maker.policy, event.by, maker.actor.email)) {
    return [
      ...times,
      finding('history.foreign-actor', `the event says ${event.by}, the commit is by ${maker.actor.email}`, place),
    ];
  }
  const { status: _status, ...draft } = after.record;
  const situation: Situation = {
    kind,
    record: before?.record ?? draft,
    digest: before?.digest ?? after.digest,
    fold: before?.fold ?? { state: undefined, written: undefined, votes: [], drifted: false, problems: [] },
    policy: maker.policy,
    contributions,
    now: event.at,
    ...(launch && { launch }),
  };
  const verdicts = [
    ...judgeDecision(situation, maker.actor, action),
    ...judgeEvent(situation, maker.actor, action, event, after.record.spec),
  ];
  const closed = verdicts.filter((verdict) => !verdict.passed && verdict.gate !== 'key');
  const refused = closed.slice(0, 1).map((verdict) => {
    const code = verdict.code ?? 'state.disagrees';
    return finding(isRule(code) ? code : 'state.disagrees', verdict.because, place);
  });
  const held = action.launches ? judgeLaunchAgain(situation).filter((verdict) => !verdict.passed) : [];
  const launched = held.slice(0, 1).map(({ because }) => finding('launch.held', because, place));
  const spec: JsonObject = after.record.spec;
  const expected = eventOf(situation, maker.actor, action, { spec: { value: spec, digest: after.digest } });
  return [...times, ...refused, ...launched, ...judgeBinding(event, expected, place)];
}

function judgeBinding(event: HistoryEvent, expected: HistoryEvent, place: Place): Finding[] {
  if (expected.digest !== undefined && event.digest !== expected.digest) {
    return [
      finding(
        'history.wrong-digest',
        `the event names ${event.digest ?? 'no digest'}, the spec is ${expected.digest}`,
        { ...place, pointer: `${place.pointer}/digest` },
      ),
    ];
  }
  if (expected.quorum !== undefined && event.quorum !== expected.quorum) {
    return [
      finding(
        'history.wrong-quorum',
        `the event says ${event.quorum ?? 'no quorum'}, the policy asks for ${expected.quorum}`,
        { ...place, pointer: `${place.pointer}/quorum` },
      ),
    ];
  }
  return [];
}

function same(left: Json, right: Json | undefined): boolean {
  return right !== undefined && isSame(left, right);
}
