import type { Freeze } from '../domain/freeze-gate.ts';
import type { FreezeFact, FreezeFacts } from '../domain/launch-facts.ts';

/** What keeps a freeze from being read, and in which of its fields. */
export interface FreezeProblem {
  field: string;
  message: string;
}

/** Reads freezes with calendars, zones and their clock changes. */
export interface FreezeCalendar {
  problemsOf(freeze: Freeze): readonly FreezeProblem[];
  /** Freezes at one moment, told together: they are over when none of them is on. */
  at(freezes: readonly (Pick<FreezeFact, 'index'> & { freeze: Freeze })[], now: string): FreezeFacts;
}

/** Most repositories have no freeze, so calendars are loaded when one has to be read. */
export interface FreezeCalendarSource {
  load(): Promise<FreezeCalendar>;
}
