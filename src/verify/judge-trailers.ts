import { parseIdentifier } from '../domain/identifier.ts';
import { samePerson } from '../domain/policy.ts';
import type { Trailers } from '../domain/trailers.ts';
import type { Maker } from './change.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** The records that a commit changes, each with the events that it adds. */
export type Done = ReadonlyMap<string, readonly string[]>;

/** Programs that follow the history may go by trailers, so that these have to say what the commit did. */
export function judgeTrailers(
  { records, actions, actors }: Trailers,
  done: Done,
  { policy, actor }: Pick<Maker, 'policy' | 'actor'>,
  place: Place,
): readonly Finding[] {
  const strange = records.filter((id) => parseIdentifier(id) !== undefined && !done.has(id.toUpperCase()));
  const events = new Set([...done.values()].flat());
  const named = records.some((id) => done.has(id.toUpperCase()));
  const others = actors.filter((email) => !samePerson(policy, email, actor.email));
  return [
    ...strange.map((id) => told(`Rgz-Record says ${id}, which the commit does not change`)),
    ...(named ? actions : [])
      .filter((each) => !events.has(each))
      .map((each) => told(`Rgz-Action says ${each}, which the commit does not hold`)),
    ...others.map((email) => told(`Rgz-Actor says ${email}, the commit is by ${actor.email}`)),
  ];

  function told(message: string): Finding {
    return finding('trail.false-trailer', message, place);
  }
}
