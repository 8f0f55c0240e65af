import type { Actor } from './contributors.ts';
import { foldHistory } from './history.ts';
import type { Json, JsonObject } from './json.ts';
import type { ActionDefinition } from './kind.ts';
import type { HistoryEvent, RecordData } from './record.ts';
import { quorumOf, type Situation } from './situation.ts';

export interface Applied {
  event: HistoryEvent;
  record: RecordData;
}

/** What an actor adds to an event: a comment, a reason, a changed spec with its digest. */
export interface Input {
  fields?: Readonly<Record<string, Json>>;
  spec?: { value: JsonObject; digest: string };
}

/** The event an actor puts on a record, and the record after it. Every gate has been judged before. */
export function apply(situation: Situation, actor: Actor, action: ActionDefinition, input: Input = {}): Applied {
  const event = eventOf(situation, actor, action, input);
  const digest = input.spec?.digest ?? situation.digest;
  return { event, record: withEvent(situation, event, input.spec?.value, digest) };
}

/** The event alone. */
export function eventOf(situation: Situation, actor: Actor, action: ActionDefinition, input: Input): HistoryEvent {
  const event: HistoryEvent = { action: action.action, at: situation.now, by: actor.email };
  if (action.binds) event.digest = input.spec?.digest ?? situation.digest;
  if (action.vote) event.quorum = quorumOf(situation);
  return Object.assign(event, input.fields);
}

/** The record after one more event: the history grows, everything else in `status` follows from it. */
export function withEvent(
  situation: Pick<Situation, 'kind' | 'record'>,
  event: HistoryEvent,
  spec: JsonObject | undefined,
  digest: string,
): RecordData {
  const { kind, record } = situation;
  const history = [...(record.status?.history ?? []), event];
  const grown: RecordData = { ...record, spec: spec ?? record.spec, status: { state: kind.initial, history } };
  const state = foldHistory(kind, grown, digest).state ?? kind.initial;
  const derived = Object.entries(kind.derive(history, state)).filter(
    ([field, value]) => value !== null || field in (record.status ?? {}),
  );
  return { ...grown, status: { state, history, ...Object.fromEntries(derived) } };
}
