import { holdersOf, mayDo, type Policy, personOf } from '../domain/policy.ts';
import type { Right } from '../domain/roles.ts';
import { onlyStops } from '../domain/stops.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** Holds a change of the policy against the policy before it. */
export function judgePolicyChange(
  before: Policy,
  after: Policy | undefined,
  author: string,
  place: Place,
): readonly Finding[] {
  const person = personOf(before, author);
  const stops = person !== undefined && after !== undefined && onlyStops(before, after, person);
  const rights = stops ? [] : judgeRight(before, author, 'policy.change', place);
  if (after === undefined)
    return [...rights, finding('repository.unadopted', 'the policy was deleted or cannot be used', place)];
  const locked = holdersOf(after, 'policy.change', undefined).length > 0 ? [] : [lockedOut(place)];
  if (after.version > before.version) return [...rights, ...locked];
  const message = `the policy changed and its version went from ${before.version} to ${after.version}`;
  return [...rights, ...locked, finding('policy.version', message, { ...place, pointer: '/version' })];
}

function lockedOut(place: Place): Finding {
  return finding('policy.last-admin', 'nobody may change the policy any more', { ...place, pointer: '/people' });
}

/** Whether the author of a change had a right that is not tied to a tenant. */
export function judgeRight(policy: Policy, author: string, right: Right, place: Place): readonly Finding[] {
  const person = personOf(policy, author);
  if (person !== undefined && mayDo(person, right, undefined)) return [];
  return [finding('policy.not-allowed', `${author} changed it and has no role that allows ${right}`, place)];
}
