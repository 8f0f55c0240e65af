import { type Fold, foldHistory } from '../domain/history.ts';
import type { JsonObject } from '../domain/json.ts';
import { type ActionDefinition, actionOf, type EventDefinition, type KindDefinition } from '../domain/kind.ts';
import type { RecordEvent } from '../domain/notice.ts';
import type { HistoryEvent, RecordData } from '../domain/record.ts';

/** One event with all that is looked at to tell of it. */
export interface Happening {
  event: RecordEvent;
  definition: EventDefinition;
  kind: KindDefinition;
  /** The record as the commit left it. */
  record: RecordData;
  /** A failure of the same record came before it. */
  afterFailure: boolean;
}

export interface Changed {
  kind: KindDefinition;
  path: string;
  commit: string;
  before: RecordData | undefined;
  after: RecordData;
}

/** The events that a commit added to a record's history, oldest first. What the history cannot mean is not told. */
export function happeningsOf({ kind, path, commit, before, after }: Changed): readonly Happening[] {
  const { status } = after;
  if (status === undefined) return [];
  const known = before?.status?.history.length ?? 0;
  const { history } = status;
  const upTo = (count: number) => ({ ...after, status: { ...status, history: history.slice(0, count) } });
  return history.slice(known).flatMap((told, at): Happening[] => {
    const index = known + at;
    const action = actionOf(kind, told.action);
    if (action === undefined) return [];
    const [then, now] = [upTo(index), upTo(index + 1)];
    const state = stateOf(foldHistory(kind, now, ''));
    const definition = becameReady(kind, action, then, now) ?? definitionOf(action, state);
    const event = eventOf({ kind, path, commit, record: after, index, told, state, type: definition.type });
    return [{ event, definition, kind, record: after, afterFailure: failedBefore(kind, history.slice(0, index)) }];
  });
}

function eventOf(of: {
  kind: KindDefinition;
  path: string;
  commit: string;
  record: RecordData;
  index: number;
  told: HistoryEvent;
  state: string;
  type: string;
}): RecordEvent {
  const { kind, path, commit, record, index, told, state, type } = of;
  const { id, createdBy, createdAt } = record.metadata;
  const { action: _action, at, by, ...detail } = told;
  const { target, impact } = kind.summary(record);
  const { tenant, environment } = kind.scope(record);
  return {
    id: `${commit}.${id}.${index}`,
    type,
    at,
    by,
    commit,
    record: { id, kind: kind.kind, path, tenant, environment, state, target, impact, createdBy, createdAt },
    detail: Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)) as JsonObject,
  };
}

/** The state that the events lead to. A later change of the spec takes nothing back that was told. */
function stateOf({ written = '' }: Fold): string {
  return written;
}

function definitionOf(action: ActionDefinition, state: string): EventDefinition {
  return action.ballot !== undefined && state !== action.to ? action.ballot : action.event;
}

/** What is told where this very event made it ready to be decided on. */
function becameReady(
  kind: KindDefinition,
  action: ActionDefinition,
  before: RecordData,
  after: RecordData,
): EventDefinition | undefined {
  const isNew = !action.decides && kind.isReady?.(after) === true && kind.isReady(before) === false;
  return isNew ? kind.ready : undefined;
}

function failedBefore(kind: KindDefinition, history: readonly HistoryEvent[]): boolean {
  const tones = history.map(({ action }) => actionOf(kind, action)?.event);
  const last = tones.findLastIndex((event) => event?.tone === 'bad');
  return last >= 0 && !tones.slice(last).some((event) => event?.recovers);
}
