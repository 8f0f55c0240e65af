import type { Nudge } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import { openPoints } from './open-points.ts';
import { specOf } from './spec.ts';

const dayMs = 86_400_000;

/** From the gentle to the loud: after how many days of the template, and what is then put on the checklist. */
const levels = [
  { action: 'reminded', level: 'email', days: 'emailDays' },
  { action: 'reminded-urgently', level: 'sms', days: 'smsDays' },
  { action: 'escalated', level: 'escalation', days: 'escalateDays' },
] as const;

/** The reminders of an open checklist that stands still. Each comes once; whatever else happens to it starts anew. */
export function nudges(record: RecordData): readonly Nudge[] {
  const { state, history = [] } = record.status ?? {};
  const { reminders = {} } = specOf(record).template;
  const moved = history.findLastIndex(({ action }) => !isReminder(action));
  const since = history[moved]?.at ?? '';
  const from = Date.parse(since);
  if (state !== 'open' || Number.isNaN(from)) return [];
  const given = new Set(history.slice(moved + 1).map(({ action }) => action));
  const due = levels.flatMap(({ action, level, days }): Nudge[] => {
    const after = reminders[days];
    if (after === undefined || given.has(action)) return [];
    return [{ action, fields: { level, since }, dueAt: new Date(from + after * dayMs).toISOString() }];
  });
  return due.length === 0 || openPoints(record).length === 0 ? [] : due;
}

function isReminder(action: string): boolean {
  return levels.some((each) => each.action === action);
}
