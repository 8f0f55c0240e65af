import { normaliseEmail } from '../../domain/email.ts';
import type { Guest } from '../../domain/guest.ts';
import { isObject, type Json } from '../../domain/json.ts';
import type { Nudge } from '../../domain/kind.ts';
import type { RecordEvent } from '../../domain/notice.ts';
import type { CodeVerdict, IssuedCode } from '../../domain/one-time-code.ts';
import type { HistoryEvent, RecordData } from '../../domain/record.ts';
import { specOf, type User, usualLocale } from './spec.ts';

/** So many codes a user gets at most: whoever never arrives has another trouble than a lost letter. */
export const mostCodes = 10;

/** How a session names a user: by what they sign in with. */
export function keyOf({ email, phone }: User): string {
  return email ?? phone ?? '';
}

/** The user of a session that somebody means, by e-mail address or telephone number. */
export function userNamed(record: RecordData, named: string): User | undefined {
  const users = specOf(record).users ?? [];
  const address = normaliseEmail(named);
  return users.find(({ email = '', phone }) => phone === named || normaliseEmail(email) === address);
}

/** Who has to get a code, and since when: who never had one, and for whom another was asked. */
export function dueInvitations(record: RecordData): readonly { user: User; since: string }[] {
  const { state, history = [] } = record.status ?? {};
  const completed = history.findLast(({ action }) => action === 'completed');
  if (state !== 'completed' || completed === undefined) return [];
  return (specOf(record).users ?? []).flatMap((user) => {
    const key = keyOf(user);
    const codes = codesFor(history, key);
    const asked = history.slice((codes.at(-1)?.at ?? -1) + 1).find((event) => asksFor(event, key));
    const since = codes.length === 0 ? completed.at : asked?.at;
    return since === undefined || codes.length >= mostCodes ? [] : [{ user, since }];
  });
}

/** Codes are issued at once, in one event for all who are due. */
export function nudges(record: RecordData): readonly Nudge[] {
  const due = dueInvitations(record);
  if (due.length === 0) return [];
  const dueAt = due.map(({ since }) => since).reduce((one, other) => (other < one ? other : one));
  const issues = due.map(({ user }) => ({ user: keyOf(user), address: addressOf(user).kind }));
  return [{ action: 'invited', fields: {}, issues, dueAt }];
}

/** The users whom an event gave a code. Whoever has an e-mail address gets no short message. */
export function guests(record: RecordData, { type, detail }: Pick<RecordEvent, 'type' | 'detail'>): readonly Guest[] {
  if (type !== 'users-invited') return [];
  const { company, users = [], locale = usualLocale } = specOf(record);
  const history = record.status?.history ?? [];
  return codesIn(detail.codes).flatMap((code) => {
    const user = users.find((each) => keyOf(each) === code.user);
    if (user === undefined) return [];
    const invitedBy = history.findLast((event) => asksFor(event, code.user))?.by ?? record.metadata.createdBy;
    const values = { company: company.name, invitedBy, signInAs: code.user };
    const again = `rgz onboarding invite ${record.metadata.id} ${code.user}`;
    return [{ address: addressOf(user), locale, code, again, values }];
  });
}

/** The code that a user may sign in with; undefined where there is none, it was used, or another one was asked for. */
export function standingCode(record: RecordData, user: string): IssuedCode | undefined {
  const history = record.status?.history ?? [];
  const last = codesFor(history, user).at(-1);
  const later = history.slice((last?.at ?? 0) + 1);
  return isUsed(later, user) || isVoid(later, user) ? undefined : last?.code;
}

/**
 * What becomes of somebody who comes with a code now, ISO in UTC. `isIt` tells in constant time whether it is the one
 * that was issued. Whoever has another code learns nothing of the one that there is.
 */
export function judgeCode(
  record: RecordData,
  named: string,
  isIt: (code: IssuedCode) => boolean,
  now: string,
): CodeVerdict {
  const user = userNamed(record, named);
  const history = record.status?.history ?? [];
  const last = user && codesFor(history, keyOf(user)).at(-1);
  const later = history.slice((last?.at ?? 0) + 1);
  if (last === undefined || !isIt(last.code) || isVoid(later, last.code.user)) return 'unknown';
  if (isUsed(later, last.code.user)) return 'used';
  return Date.parse(last.code.expiresAt) > Date.parse(now) ? 'ok' : 'expired';
}

/** The code that somebody was given last. */
export interface LastCode {
  code: IssuedCode;
  /** Where in the history it was issued, and when; ISO in UTC. */
  at: number;
  issuedAt: string;
  used: boolean;
}

/** The last code of everybody who was given one. */
export function lastCodes({ spec, status }: RecordData): readonly LastCode[] {
  const history = status?.history ?? [];
  return (specOf({ spec }).users ?? []).flatMap((user) => {
    const last = codesFor(history, keyOf(user)).at(-1);
    const event = last && history[last.at];
    if (last === undefined || event === undefined) return [];
    return [{ ...last, issuedAt: event.at, used: isUsed(history.slice(last.at + 1), keyOf(user)) }];
  });
}

/** How many codes a user was given. */
export function countCodes({ status }: RecordData, user: string): number {
  return codesFor(status?.history ?? [], user).length;
}

/** The codes that an event issued, as far as it holds any. */
export function codesIn(value: Json | undefined): readonly IssuedCode[] {
  return Array.isArray(value) ? value.flatMap((each) => codeIn(each) ?? []) : [];
}

function codeIn(value: Json): IssuedCode | undefined {
  if (!isObject(value)) return undefined;
  const { user, hash, nonce, expiresAt } = value;
  const isWhole = [user, hash, nonce, expiresAt].every((each) => typeof each === 'string');
  return isWhole ? ({ user, hash, nonce, expiresAt } as unknown as IssuedCode) : undefined;
}

function codesFor(history: readonly HistoryEvent[], user: string): readonly { code: IssuedCode; at: number }[] {
  return history.flatMap(({ action, codes }, at) =>
    action === 'invited' ? codesIn(codes).flatMap((code) => (code.user === user ? [{ code, at }] : [])) : [],
  );
}

function isUsed(later: readonly HistoryEvent[], user: string): boolean {
  return later.some(({ action, users }) => action === 'invitation-used' && isAmong(users, user));
}

/** From the moment on at which another is asked for: it may be because somebody else has this one. */
function isVoid(later: readonly HistoryEvent[], user: string): boolean {
  return later.some((event) => asksFor(event, user));
}

function asksFor({ action, users }: HistoryEvent, user: string): boolean {
  return action === 'invitation-asked' && isAmong(users, user);
}

function isAmong(users: Json | undefined, user: string): boolean {
  return Array.isArray(users) && users.includes(user);
}

function addressOf({ email, phone = '' }: User): Guest['address'] {
  return email === undefined ? { kind: 'phone', to: phone } : { kind: 'email', to: email };
}
