import type { JsonObject } from './json.ts';
import type { Sealed } from './one-time-code.ts';

/** Who hears of an event among the people of a tenant, and `invited`: who is given a code by it, whoever they are. */
export const audiences = ['requester', 'deciders', 'approvers', 'workers', 'viewers', 'operations', 'invited'] as const;

export type Audience = (typeof audiences)[number];

/** `ask`: somebody has to act. */
export type Tone = 'ask' | 'good' | 'bad' | 'info';

export const locales = ['en', 'fr'] as const;

export type Locale = (typeof locales)[number];

/** A text in the languages that it is there in. */
export type Words = { readonly en: string } & { readonly [locale in Exclude<Locale, 'en'>]?: string };

/** One event of one record, as everybody outside is told of it. */
export interface RecordEvent {
  /** `<commit>.<record>.<index>`: the same however often it is told, and by whomever. */
  id: string;
  /** e.g. `request-approved`. */
  type: string;
  /** ISO in UTC. */
  at: string;
  by: string;
  commit: string;
  record: EventRecord;
  /** What the event itself says beside: comment, reason, jobId, attempt, error. Free of secrets. */
  detail: JsonObject;
}

/** The record as it stands after the event. */
export interface EventRecord {
  id: string;
  kind: string;
  path: string;
  tenant: string;
  environment: string;
  state: string;
  target: string;
  impact: string;
  createdBy: string;
  createdAt: string;
}

/**
 * What one destination is told. Every text is plain: no control or bidi characters, and cut to its limit; but nothing is
 * escaped for any markup. Texts on one line hold no line break.
 */
export interface Message {
  /** Names this message in every try: letters, digits and dashes, at most 64. */
  id: string;
  /** One event, or the several that a digest folds together. Never empty. */
  events: readonly RecordEvent[];
  /** An address, a number; the channel's own name where it has one destination only. */
  to: string;
  locale: Locale;
  tone: Tone;
  /** One line, at most 200 characters. */
  subject: string;
  /** One line. */
  headline: string;
  lead: string;
  facts: readonly { label: string; value: string }[];
  /** Longer texts of the record, each cut to 1,000 characters. */
  texts: readonly { label: string; value: string }[];
  /** What to type, under a line that says so. */
  commands: readonly string[];
  commandsLabel: string;
  link?: { label: string; url: string };
  /** Why this person hears of it. One line. */
  footer: string;
  /** The whole in one short line, for a telephone. */
  short: string;
  /** What a digest holds; empty otherwise. */
  items: readonly { text: string; url?: string }[];
  /** Names of people on the channel, as the policy has them. */
  mentions: readonly string[];
  /** The record that it belongs to, and what the channel answered with when it was first told of it. */
  thread: { record: string; mark?: string };
  /** The code that is put in when it is sent, and nowhere before. Never there in what a channel is given. */
  sealed?: Sealed;
  /** What no look may leave out, such as a code. */
  vital?: string;
}
