import type { Json } from '../../src/domain/json.ts';
import type { Locale, Message } from '../../src/domain/notice.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Channel } from '../../src/generated/types/config.v1.ts';
import { onboarding } from '../../src/kinds/onboarding/index.ts';
import { draftsOf } from '../../src/notices/address.ts';
import type { Draft } from '../../src/notices/compose.ts';
import { unsealed } from '../../src/notices/letters.ts';
import { type Happening, happeningsOf } from '../../src/notices/record-events.ts';
import { sampleOf } from '../kinds/samples.ts';
import { commit, lineOf } from './story.ts';

export const signIn = 'https://app.digiboost.example/connexion';
export const code = 'Q7KM-3XVD-9RTC-HW2P-LB6N-YF8J-4GSE';

export const mail: Channel = { type: 'email', url: 'smtp://mail.example.com', from: 'rgz@example.com' };
export const phones: Channel = { type: 'sms', provider: 'twilio', account: 'AC1', from: '+33600000000' };

export interface Invited {
  company?: string;
  locale?: Locale;
  by?: string;
  events?: readonly HistoryEvent[];
  /** Where to sign in; null where the configuration does not say. */
  link?: string | null;
}

export const awa = { firstName: 'Awa', lastName: 'Diop', phone: '+221771234567', role: 'admin' };
export const omar = { firstName: 'Omar', lastName: "N'Diaye", email: 'omar@boutique.example', role: 'manager' };

export function codeFor(user: string, nonce = 'n1'): Record<string, Json> {
  return { user, hash: 'a'.repeat(64), nonce, expiresAt: '2026-11-27T09:30:00Z' };
}

const at = '2026-11-20T09:30:00Z';
const robot = 'controller@example.com';

/** A session that was completed, with what came after that. */
export function sessionWith({ company, locale, by = 'nina@example.com', events = [] }: Invited = {}): RecordData {
  const sample = sampleOf('OnboardingSession');
  const named = { ...(sample.spec.company as object), ...(company === undefined ? {} : { name: company }) };
  const spec = { ...sample.spec, company: named, users: [awa, omar], ...(locale === undefined ? {} : { locale }) };
  const history = [{ action: 'created', at, by }, { action: 'completed', at, by: robot }, ...events];
  const metadata = { ...sample.metadata, createdBy: by };
  return { ...sample, metadata, spec: spec as RecordData['spec'], status: { state: 'completed', history } };
}

export const invited = (...users: string[]): HistoryEvent => ({
  action: 'invited',
  at,
  by: robot,
  codes: users.map((user) => codeFor(user)),
});

/** Both users were invited. */
export function invitation(of: Invited = {}): Happening {
  const events = of.events ?? [invited(awa.phone, omar.email)];
  const [before, after] = [sessionWith({ ...of, events: events.slice(0, -1) }), sessionWith({ ...of, events })];
  const [happening] = happeningsOf({ kind: onboarding, path: onboarding.place(after), commit, before, after });
  if (happening === undefined) throw new Error('nobody was invited');
  return happening;
}

const ours = lineOf({ type: 'console' });

export function lettersOver(settings: Channel, of: Invited = {}): readonly Draft[] {
  const line = { ...ours, settings };
  const { link = signIn } = of;
  return draftsOf(invitation(of), { ...line, speech: { ...line.speech, signIn: link ?? undefined } });
}

/** The letter as a channel is given it. */
export function letterIn(locale: Locale, settings: Channel): Message {
  const [draft] = lettersOver(settings, { locale });
  if (draft === undefined) throw new Error('there is no letter');
  const { key: _key, person: _person, ...message } = draft;
  return unsealed({ ...message, id: 'invitation' }, code);
}
