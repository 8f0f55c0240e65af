import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import type { Freeze } from '../../domain/freeze-gate.ts';
import type { FreezeProblem } from '../../ports/freeze-calendar.ts';
import { Recurrence } from './recurrence.ts';
import { readMoment, Span } from './span.ts';
import type { Windows } from './windows.ts';
import { Zone } from './zone.ts';

export interface ReadFreeze {
  /** Left out where it cannot be read. */
  windows?: Windows;
  problems: readonly FreezeProblem[];
}

const longest = Temporal.Duration.from({ days: 366 });
const example = { moment: '2026-12-24T18:00', duration: 'PT62H', cron: '0 18 * * 5' };

/** The windows of a freeze, or everything that is wrong with it. */
export function readFreeze({ from, to, cron, duration, timezone }: Freeze): ReadFreeze {
  const zone = readZone(timezone);
  if (zone === undefined)
    return wrong('timezone', `there is no time zone "${timezone}"; one is called e.g. Europe/Paris or UTC`);
  return from !== undefined && to !== undefined
    ? readSpan(from, to, zone)
    : readRecurrence(cron ?? '', duration ?? '', zone);
}

function readSpan(from: string, to: string, zone: Zone): ReadFreeze {
  const [start, end] = [readMoment(from, zone, 'from'), readMoment(to, zone, 'to')];
  const unread = { from: start, to: end };
  const problems = (['from', 'to'] as const)
    .filter((field) => unread[field] === undefined)
    .map((field) => problem(field, `"${field === 'from' ? from : to}" is no date or time such as ${example.moment}`));
  if (start === undefined || end === undefined) return { problems };
  if (start >= end) return wrong('to', `it ends at ${to}, which is not after ${from}`);
  return { windows: new Span({ from: start, to: end }), problems: [] };
}

function readRecurrence(cron: string, duration: string, zone: Zone): ReadFreeze {
  const [pattern, length] = [readPattern(cron), readDuration(duration)];
  const problems = [pattern, length].flatMap((each) => (typeof each === 'object' && 'field' in each ? [each] : []));
  if ('field' in pattern || 'field' in length) return { problems };
  return { windows: new Recurrence(pattern, length, zone), problems: [] };
}

function readZone(id: string): Zone | undefined {
  try {
    return new Zone(id);
  } catch {
    return undefined;
  }
}

function readPattern(text: string): Cron | FreezeProblem {
  const told = (why: string) => problem('cron', `"${text}" ${why}; every Friday at 18:00 is "${example.cron}"`);
  if (!/^(@\w+|\S+(\s+\S+){4,6})$/.test(text.trim())) return told('is no cron pattern of five fields');
  try {
    const pattern = new Cron(text.trim(), { timezone: 'UTC', paused: true });
    const epoch = new Date('2020-01-01T00:00:00Z');
    return pattern.nextRun(epoch) === null ? told('names no moment that ever comes') : pattern;
  } catch (error) {
    return told(`is no cron pattern (${error instanceof Error ? error.message.replace(/^CronPattern: /, '') : error})`);
  }
}

/** ISO 8601, or in short: `62h`, `2d12h`, `90m`. */
function readDuration(text: string): Temporal.Duration | FreezeProblem {
  const told = (why: string) => problem('duration', `"${text}" ${why}; 62 hours are "${example.duration}" or "62h"`);
  const short = /^(?=\d)(?:(\d{1,5})w)?(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?$/.exec(text);
  let duration: Temporal.Duration;
  try {
    const [weeks, days, hours, minutes] = (short ?? []).slice(1).map((part = '0') => Number(part));
    duration = Temporal.Duration.from(
      short === null ? text : { weeks: weeks ?? 0, days: days ?? 0, hours: hours ?? 0, minutes: minutes ?? 0 },
    );
  } catch {
    return told('is no duration');
  }
  const relativeTo = Temporal.PlainDate.from('2024-01-01');
  if (duration.sign < 1) return told('is no length of time');
  if (Temporal.Duration.compare(duration, { seconds: 1 }, { relativeTo }) < 0) return told('is less than a second');
  return Temporal.Duration.compare(duration, longest, { relativeTo }) > 0 ? told('is longer than a year') : duration;
}

function wrong(field: string, message: string): ReadFreeze {
  return { problems: [problem(field, message)] };
}

function problem(field: string, message: string): FreezeProblem {
  return { field, message };
}
