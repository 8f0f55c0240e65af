import { freezesOver } from '../domain/freeze-gate.ts';
import type { FreezeFacts } from '../domain/launch-facts.ts';
import type { Situation } from '../domain/situation.ts';
import type { FreezeCalendarSource } from '../ports/freeze-calendar.ts';

/** The freezes that concern a record, as they stand at its moment. Calendars are loaded only where there is one to read. */
export async function gatherFreezes(
  calendar: FreezeCalendarSource,
  { policy, kind, record, now }: Pick<Situation, 'policy' | 'kind' | 'record' | 'now'>,
): Promise<FreezeFacts> {
  const over = freezesOver(policy, kind.scope(record));
  return over.length === 0 ? { freezes: [] } : (await calendar.load()).at(over, now);
}
