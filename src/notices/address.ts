import type { KindDefinition } from '../domain/kind.ts';
import { type Audience, type Locale, locales } from '../domain/notice.ts';
import { type Person, type Policy, personOf } from '../domain/policy.ts';
import type { Channel, Telling } from '../generated/types/config.v1.ts';
import { compose, type Destination, type Draft, fold, type Speech } from './compose.ts';
import type { Owed } from './cursor.ts';
import { hearersOf, mayHear } from './hearers.ts';
import { lettersOf } from './letters.ts';
import type { Happening } from './record-events.ts';
import { type Traits, traitsOf } from './traits.ts';

/** One channel as the configuration has it, with everything that what it tells depends on. */
export interface Line {
  name: string;
  settings: Channel;
  policy: Policy;
  speech: Speech;
  locale: Locale;
}

/** What one channel tells of one event: nothing, or a message for each destination. */
export function draftsOf(happening: Happening, line: Line): readonly Draft[] {
  const { settings, policy } = line;
  const traits = traitsOf[settings.type];
  const { telling = {} } = settings;
  const letters = lettersOf(happening, settings, line);
  if (!isToldOf(happening, traits, telling)) return letters;
  const hearers = hearersOf(happening, policy, audienceOf(happening, telling));
  const send = (destination: Destination) => compose(happening, destination, line.speech);
  if (traits.reach === 'stream') return [send(common(line, []))];
  if (traits.reach === 'room') {
    const mentions = hearers.flatMap(({ person, why }) => (mayCall(happening, why) ? (person.slack ?? []) : []));
    return hearers.length === 0 && telling.events === undefined ? [] : [send(common(line, mentions))];
  }
  const invited = new Set(letters.map(({ to }) => to));
  const news = hearers.flatMap(({ person, why }) => {
    const to = person[traits.address];
    return to === undefined || invited.has(to)
      ? []
      : [send({ to, person: person.id, locale: localeOf(person, line), because: why, mentions: [] })];
  });
  return [...letters, ...news];
}

/**
 * More than a few messages to one destination become one, in the place of its last; a letter with a code stays by itself. What is told of the records in
 * `except` is left out, and the others keep the keys that they have with it.
 */
export function foldBursts(
  drafts: readonly Draft[],
  { settings, speech }: Line,
  except: ReadonlySet<string> = new Set(),
): readonly Draft[] {
  const isTold = ({ events }: Draft) => !events.some(({ record }) => except.has(record.path));
  if (traitsOf[settings.type].reach === 'stream') return drafts.filter(isTold);
  const most = settings.telling?.digestAbove ?? 5;
  const byDestination = new Map<string, Draft[]>();
  for (const draft of drafts.filter(({ sealed }) => sealed === undefined))
    byDestination.set(draft.to, [...(byDestination.get(draft.to) ?? []), draft]);
  return drafts.flatMap((draft) => {
    const all = draft.sealed === undefined ? (byDestination.get(draft.to) ?? []) : [];
    if (all.length <= most) return isTold(draft) ? [draft] : [];
    const kept = all.filter(isTold);
    if (draft !== all.at(-1) || kept.length === 0) return [];
    return [{ ...fold(kept, speech), key: all.map(({ key }) => key).join('\n') }];
  });
}

/** Whether a message that was made before still goes to somebody who may hear all that it tells. */
export function isStillTheirs(
  { to, events, sealed }: Pick<Draft, 'to' | 'events' | 'sealed'>,
  { name, settings, policy }: Line,
  kinds: readonly KindDefinition[],
): boolean {
  const { reach, address } = traitsOf[settings.type];
  if (reach !== 'person') return to === name;
  if (sealed !== undefined) return address === (to.startsWith('+') ? 'phone' : 'id');
  const person = policy.people.find((each) => each[address] === to);
  if (person === undefined) return false;
  return events.every(({ record }) => {
    const kind = kinds.find((each) => each.kind === record.kind);
    return kind !== undefined && mayHear(person, kind, record.tenant);
  });
}

/** Whether what is told now is what an earlier message owes, wherever the same person is reached by now. */
export function isOwed(
  { to, person, sealed }: Draft,
  owed: Pick<Owed, 'to' | 'person'>,
  { name, policy }: Line,
): boolean {
  if (sealed !== undefined) return owed.to === to;
  if (person === undefined || owed.to === to || owed.to === name) return true;
  return personOf(policy, owed.person ?? owed.to)?.id === person;
}

function isToldOf({ event, definition }: Happening, { tones }: Traits, { events, tenants }: Telling): boolean {
  if (tenants !== undefined && !tenants.includes(event.record.tenant)) return false;
  return events === undefined ? tones.includes(definition.tone) : events.includes(event.type);
}

function audienceOf({ event }: Happening, { audience = {} }: Telling): readonly Audience[] | undefined {
  return Object.hasOwn(audience, event.type) ? audience[event.type] : undefined;
}

/** In a room only those are called by name who have to do something, or whose own it is. */
function mayCall({ definition }: Happening, why: Audience): boolean {
  const mends = why === 'operations' || why === 'workers';
  return definition.tone === 'ask' || why === 'requester' || (definition.tone === 'bad' && mends);
}

function common({ name, locale }: Line, mentions: readonly string[]): Destination {
  return { to: name, locale, because: 'room', mentions };
}

function localeOf({ locale }: Person, line: Line): Locale {
  return locales.find((each) => each === locale) ?? line.locale;
}
