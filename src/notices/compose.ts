import type { Locale, Message, RecordEvent, Tone, Words } from '../domain/notice.ts';
import { plainLine, plainText } from '../domain/plain-text.ts';
import type { Happening } from './record-events.ts';
import { type EventTexts, fill, type Texts } from './texts.ts';

/** Where a message goes, and in which words. */
export interface Destination {
  to: string;
  /** Whose that is, by their first address. */
  person?: string;
  locale: Locale;
  /** The key of the sentence that says why. */
  because: string;
  mentions: readonly string[];
}

export interface Speech {
  texts: Readonly<Record<Locale, Texts>>;
  /** Where a record can be read; {path} and {id} stand for those of the record. */
  link: string | undefined;
  /** Where those sign in who are given a code. */
  signIn?: string | undefined;
}

/** A message that has no id yet. Its key tells it from all others. */
export type Draft = Omit<Message, 'id'> & { key: string; person?: string };

const longestLine = 200;
const longestText = 1000;

/** What one destination is told of one event. */
export function compose(
  happening: Happening,
  { to, person, locale, because, mentions }: Destination,
  speech: Speech,
): Draft {
  const { event, definition, afterFailure } = happening;
  const texts = speech.texts[locale];
  const values = valuesOf(event);
  const words = wordsFor(texts, event.type, definition.recovers === true && afterFailure);
  const { tone } = definition;
  const { id, path } = event.record;
  const link = linkTo(speech.link, { id, path });
  return {
    key: `${event.id} ${to}`,
    events: [event],
    to,
    ...(person === undefined ? {} : { person }),
    locale,
    tone,
    ...say(words, values),
    facts: factsOf(happening, texts),
    texts: textsOf(happening, texts, locale),
    commands: definition.commands.map((command) => fill(command, { id })),
    commandsLabel: tone === 'ask' && definition.tell.includes('approvers') ? texts.toDecide : texts.toType,
    ...(link === undefined ? {} : { link: { label: texts.open, url: link } }),
    footer: line(fill(texts.because[because] ?? '', values)),
    items: [],
    mentions,
    thread: { record: id },
  };
}

/** One message in place of many to the same destination. */
export function fold(drafts: readonly Draft[], speech: Speech): Draft {
  const [first, last] = [drafts[0], drafts.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('there is nothing to fold');
  const texts = speech.texts[first.locale];
  const values = { count: String(drafts.length), last: last.subject };
  const { link: _ofOne, ...shared } = first;
  return {
    ...shared,
    key: drafts.map(({ key }) => key).join('\n'),
    events: drafts.flatMap(({ events }) => events),
    tone: worst(drafts.map(({ tone }) => tone)),
    ...say(texts.digest, values),
    facts: [],
    texts: [],
    commands: [...new Set(drafts.flatMap(({ events }) => events.map(({ record }) => `rgz show ${record.id}`)))].slice(
      0,
      20,
    ),
    commandsLabel: texts.toType,
    footer: line([...new Set(drafts.map(({ footer }) => footer))].join(' '), 500),
    items: drafts.map(({ subject, link }) => ({ text: subject, ...(link === undefined ? {} : { url: link.url }) })),
    mentions: [...new Set(drafts.flatMap(({ mentions }) => mentions))],
    thread: last.thread,
  };
}

export function line(text: string, longest = longestLine): string {
  return cut(plainLine(text.slice(0, 4 * longest)), longest, '…');
}

export function say(words: EventTexts, values: Readonly<Record<string, string>>) {
  return {
    subject: line(fill(words.subject, values)),
    headline: line(fill(words.headline, values)),
    lead: line(fill(words.lead, values), 500),
    short: line(fill(words.short, values), 300),
  };
}

function wordsFor({ events }: Texts, type: string, recovered: boolean): EventTexts {
  const key = recovered ? type.replace(/-[a-z]+$/, '-recovered') : type;
  const found = events[key] ?? events[type];
  return found ?? { subject: `{id}: ${type}`, headline: type, lead: '{target}', short: `rgz: {id} ${type}` };
}

function valuesOf({ by, record, detail, type }: RecordEvent): Record<string, string> {
  const { id, target, tenant, environment, state, impact } = record;
  const text = (key: string) => (typeof detail[key] === 'string' ? line(detail[key]) : '');
  const own = { reason: text('reason'), comment: text('comment'), jobId: text('jobId'), item: text('item') };
  const since = text('since').slice(0, 'yyyy-mm-dd'.length);
  const short = { target: line(target, 100), by: line(by, 100) };
  return { id, tenant, environment, state, impact, type, since, ...own, ...short };
}

function factsOf({ event, kind, record }: Happening, texts: Texts): Message['facts'] {
  const { facts } = kind.brief(record);
  const told = ['reason', 'comment', 'jobId'].flatMap((key) => {
    const value = event.detail[key];
    return typeof value === 'string' ? [{ key, value }] : [];
  });
  return [...facts, ...told].map((fact) => ({
    label: texts.labels[fact.key] ?? fact.key,
    value: 'value' in fact ? line(fact.value, 300) : fact.words.map((word) => texts.words[word] ?? word).join(', '),
  }));
}

/** Who has to act reads what is to be done, or why and how; of what went wrong, what the job said and the way back. */
const textsBy: Readonly<Record<Tone, readonly string[]>> = {
  ask: ['openPoints', 'justification', 'releaseNotes', 'rollbackPlan'],
  bad: ['openPoints', 'error', 'rollbackPlan'],
  good: [],
  info: [],
};

function textsOf(
  { event, kind, record, definition }: Happening,
  { labels, more }: Texts,
  locale: Locale,
): Message['texts'] {
  const { error, log } = event.detail;
  const failure = [error, log].filter((each) => typeof each === 'string').join('\n\n');
  const own = kind.brief(record).texts.map(({ key, value }) => ({ key, value: inLocale(value, locale) }));
  const all = [...own, ...(failure === '' ? [] : [{ key: 'error', value: failure }])];
  return textsBy[definition.tone].flatMap((wanted) =>
    all
      .filter(({ key }) => key === wanted)
      .map(({ key, value }) => ({
        label: labels[key] ?? key,
        value: passage(key === 'error' ? tail(value) : value, more),
      })),
  );
}

function inLocale(text: string | Words, locale: Locale): string {
  return typeof text === 'string' ? text : (text[locale] ?? text.en);
}

export function passage(text: string, more: string): string {
  return cut(
    plainText(text.slice(0, 4 * longestText))
      .replace(/\r\n?/g, '\n')
      .trim(),
    longestText,
    `\n${more}`,
  );
}

/** Of a log the end tells most. */
function tail(text: string): string {
  return text.length <= longestText ? text : text.slice(-longestText).replace(/^[^\n]*\n/, '');
}

/** Never in the middle of a character. */
function cut(text: string, longest: number, end: string): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - end.length).replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}${end}`;
}

function linkTo(link: string | undefined, { id, path }: { id: string; path: string }): string | undefined {
  return link === undefined ? undefined : fill(link, { id, path: encodeURI(path) });
}

function worst(tones: readonly Tone[]): Tone {
  const first = (['bad', 'ask', 'good'] as const).find((tone) => tones.includes(tone));
  return first ?? 'info';
}
