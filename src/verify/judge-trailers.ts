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
  const findings: Finding[] = [];
  const tell = (message: string) => findings.push(finding('trail.false-trailer', message, place));
  for (const id of records)
    if (parseIdentifier(id) !== undefined && !done.has(id.toUpperCase()))
      tell(`Rgz-Record says ${id}, which the commit does not change`);
  if (records.some((id) => done.has(id.toUpperCase()))) {
    const events = new Set([...done.values()].flat());
    for (const action of actions)
      if (!events.has(action)) tell(`Rgz-Action says ${action}, which the commit does not hold`);
  }
  for (const email of actors)
    if (!samePerson(policy, email, actor.email)) tell(`Rgz-Actor says ${email}, the commit is by ${actor.email}`);
  return findings;
}
