import type { Address, Guest } from '../domain/guest.ts';
import type { EventDefinition } from '../domain/kind.ts';
import type { Locale, Message } from '../domain/notice.ts';
import { type Policy, personOf } from '../domain/policy.ts';
import type { Channel } from '../generated/types/config.v1.ts';
import { type Draft, line, passage, type Speech, say } from './compose.ts';
import { plainName, shortOf } from './letter-in-short.ts';
import type { Happening } from './record-events.ts';
import { fill, type Texts } from './texts.ts';
import { traitsOf } from './traits.ts';

/** The kind of address that letters with codes go to over a channel; undefined where none go over it. */
export function lettersGoTo(
  { type, telling = {} }: Pick<Channel, 'type' | 'telling'>,
  { type: event, tell }: Pick<EventDefinition, 'type' | 'tell'>,
  tenant: string,
): Address['kind'] | undefined {
  const { reach, address } = traitsOf[type];
  const { events = [event], tenants = [tenant], audience = {} } = telling;
  const hearers = Object.hasOwn(audience, event) ? (audience[event] ?? []) : tell;
  if (reach !== 'person' || !events.includes(event) || !tenants.includes(tenant)) return undefined;
  return hearers.includes('invited') ? kindOf[address] : undefined;
}

const kindOf = { id: 'email', phone: 'phone' } as const;

/** A letter to each guest whom the channel reaches. The code is not in it before it is sent. */
export function lettersOf(
  happening: Happening,
  settings: Pick<Channel, 'type' | 'telling'>,
  { policy, speech }: { policy: Policy; speech: Speech },
): readonly Draft[] {
  const { event, definition, kind, record } = happening;
  const goTo = lettersGoTo(settings, definition, event.record.tenant);
  const guests = goTo === undefined ? [] : (kind.guests?.(record, event) ?? []);
  return guests.flatMap((guest) =>
    guest.address.kind === goTo ? (letterTo(guest, happening, policy, speech) ?? []) : [],
  );
}

/** The message as it is handed to a channel. The code stands at the end of a short message, which is never cut. */
export function unsealed({ sealed: _sealed, ...message }: Message, code: string): Message {
  return { ...message, commands: [code], vital: code, short: `${message.short} ${code}` };
}

function letterTo(
  { address, locale, code, values, again }: Guest,
  { event }: Happening,
  policy: Policy,
  speech: Speech,
): Draft | undefined {
  const texts = speech.texts[locale];
  const letter = texts.letters[event.type];
  if (letter === undefined) return undefined;
  const { id } = event.record;
  const { to } = address;
  const until = code.expiresAt;
  const said = {
    company: line(values.company, 100),
    invitedBy: line(personOf(policy, values.invitedBy)?.name ?? values.invitedBy, 100),
    signInAs: line(values.signInAs, 300),
    until: `${dateIn(locale, until)} ${until.slice(11, 16)} UTC`,
    date: dateIn(locale, until),
  };
  const { signIn } = speech;
  return {
    key: `${event.id} ${to}`,
    events: [event],
    to,
    locale,
    tone: 'info',
    ...say({ ...letter, short: '' }, said),
    short: shortOf(letter, { ...said, company: plainName(said.company) || event.record.tenant }, signIn),
    facts: factsOf(said, texts),
    texts: [
      { label: letter.doLabel, value: passage(fill(letter.do, said), texts.more) },
      { label: letter.careLabel, value: passage(fill(letter.care, said), texts.more) },
    ],
    commands: [],
    commandsLabel: letter.codeLabel,
    ...(signIn === undefined ? {} : { link: { label: letter.open, url: signIn } }),
    footer: line(fill(texts.because.invited ?? '', said), 300),
    items: [],
    mentions: [],
    thread: { record: id },
    sealed: { record: id, ...code, again },
  };
}

function factsOf(said: Readonly<Record<string, string>>, { labels }: Texts): Message['facts'] {
  return ['company', 'invitedBy', 'signInAs', 'until'].map((key) => ({
    label: labels[key] ?? key,
    value: said[key] ?? '',
  }));
}

/** As people write it there, and nobody takes for another day. */
function dateIn(locale: Locale, moment: string): string {
  const [year, month, day] = moment.slice(0, 10).split('-');
  return locale === 'fr' ? `${day}/${month}/${year}` : `${year}-${month}-${day}`;
}
