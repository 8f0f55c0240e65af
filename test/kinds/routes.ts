import { digestOf } from '../../src/adapters/records/load.ts';
import { apply } from '../../src/domain/apply.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { ActionDefinition, KindDefinition } from '../../src/domain/kind.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { RecordData } from '../../src/domain/record.ts';
import type { Situation } from '../../src/domain/situation.ts';

/** The state of a record that has no history yet. */
export const nowhere = 'draft';

/** The states an action may start from, a draft among them. */
export function startsOf(action: ActionDefinition): readonly string[] {
  return action.from.length === 0 ? [nowhere] : action.from;
}

/** The shortest way of actions to each state that can be reached from a draft. */
export function routesOf(kind: KindDefinition): ReadonlyMap<string, readonly ActionDefinition[]> {
  const routes = new Map<string, readonly ActionDefinition[]>([[nowhere, []]]);
  const open = [nowhere];
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    for (const action of kind.actions) {
      if (!startsOf(action).includes(state) || routes.has(action.to)) continue;
      routes.set(action.to, [...(routes.get(state) ?? []), action]);
      open.push(action.to);
    }
  }
  return routes;
}

export function situationFor(kind: KindDefinition, record: RecordData, policy: Policy, now: string): Situation {
  const digest = digestOf(record);
  return { kind, record, digest, fold: foldHistory(kind, record, digest), policy, contributions: [], now };
}

/** A record brought to a state by putting one event after the other on a draft, each by somebody else. */
export function bringTo(kind: KindDefinition, draft: RecordData, state: string, policy: Policy): RecordData {
  const route = routesOf(kind).get(state);
  if (route === undefined) throw new Error(`no action leads a ${kind.noun} to ${state}`);
  return route.reduce((record, action, at) => {
    const now = `2026-11-21T0${at}:00:00Z`;
    const actor = { email: `person${at}@example.com`, name: `Person ${at}`, key: undefined };
    const fields: Record<string, string> = action.explains ? { reason: 'it cannot be done this week' } : {};
    return apply(situationFor(kind, record, policy, now), actor, action, { fields }).record;
  }, draft);
}
