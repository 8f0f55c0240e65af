import { normaliseEmail } from '../domain/email.ts';
import { actionOf, type KindDefinition } from '../domain/kind.ts';
import type { Audience } from '../domain/notice.ts';
import { partakers } from '../domain/partakers.ts';
import { holdersOf, mayDo, type Person, type Policy, personOf, samePerson, thoseWhoAre } from '../domain/policy.ts';
import type { HistoryEvent, RecordData } from '../domain/record.ts';
import type { Happening } from './record-events.ts';

/** Somebody who should hear of an event, and the first reason why. */
export interface Hearer {
  person: Person;
  why: Audience;
}

/**
 * Everybody concerned, each once, in the order of the policy. Strangers to it hear nothing, nor do those who lost the right
 * to see the record, and nobody hears of what they did themselves.
 */
export function hearersOf(happening: Happening, policy: Policy, instead?: readonly Audience[]): readonly Hearer[] {
  const { event, definition, kind, record, afterFailure } = happening;
  const recovery: readonly Audience[] = definition.recovers && afterFailure ? ['operations'] : [];
  const tell = instead ?? [...definition.tell, ...recovery];
  const found = new Map<Person, Audience>();
  for (const audience of tell) {
    for (const person of peopleIn(audience, kind, record, policy)) {
      if (!found.has(person) && !samePerson(policy, person.id, event.by)) found.set(person, audience);
    }
  }
  return policy.people.flatMap((person) => {
    const why = found.get(person);
    return why === undefined ? [] : [{ person, why }];
  });
}

function peopleIn(audience: Audience, kind: KindDefinition, record: RecordData, policy: Policy): readonly Person[] {
  const { tenant } = kind.scope(record);
  switch (audience) {
    case 'requester':
      return known(policy, hands(kind, record)).filter((person) => mayDo(person, kind.sees, tenant));
    case 'deciders':
      return known(policy, deciders(kind, record)).filter((person) => mayDo(person, kind.sees, tenant));
    case 'approvers':
      return approvers(kind, record, policy);
    case 'workers':
      return workers(kind, record, policy).filter((person) => mayDo(person, kind.sees, tenant));
    case 'viewers':
      return holdersOf(policy, kind.sees, tenant);
    case 'operations':
      return holdersOf(policy, 'line.stop', tenant);
    case 'invited':
      return [];
  }
}

/** Whether somebody may be among those who hear of a record: who sees it, votes on it, or looks after the line. */
export function mayHear(person: Person, kind: KindDefinition, tenant: string): boolean {
  const vote = kind.actions.find((each) => each.vote)?.right;
  return [kind.sees, 'line.stop' as const, vote].some((right) => right !== undefined && mayDo(person, right, tenant));
}

function historyOf({ status }: RecordData): readonly HistoryEvent[] {
  return status?.history ?? [];
}

/** Who asked for it, and who took part in what was asked for. */
function hands(kind: KindDefinition, record: RecordData): readonly string[] {
  return [record.metadata.createdBy, ...partakers(kind, record).map(({ by }) => by)];
}

function deciders(kind: KindDefinition, record: RecordData): readonly string[] {
  const decided = historyOf(record).filter(({ action }) => actionOf(kind, action)?.decides);
  return decided.map(({ by }) => by);
}

/** Who may vote, had no hand in it, and has not voted since it last changed. */
function approvers(kind: KindDefinition, record: RecordData, policy: Policy): readonly Person[] {
  const vote = kind.actions.find((each) => each.vote);
  if (vote === undefined) return [];
  const history = historyOf(record);
  const votes = history.slice(history.findLastIndex(({ action }) => action !== vote.action) + 1);
  const barred = new Set(known(policy, [...hands(kind, record), ...votes.map(({ by }) => by)]));
  return holdersOf(policy, vote.right, kind.scope(record).tenant).filter((person) => !barred.has(person));
}

function workers(kind: KindDefinition, record: RecordData, policy: Policy): readonly Person[] {
  const { emails, roles } = kind.workers?.(record) ?? { emails: [], roles: [] };
  const { tenant } = kind.scope(record);
  return [...known(policy, emails), ...roles.flatMap((role) => thoseWhoAre(policy, role, tenant))];
}

function known(policy: Policy, emails: readonly string[]): readonly Person[] {
  const found = [...new Set(emails.map(normaliseEmail))].map((email) => personOf(policy, email));
  return found.filter((person) => person !== undefined);
}
