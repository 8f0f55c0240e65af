import { isObject, type Json, type JsonObject } from '../domain/json.ts';
import type { Summary } from '../domain/summary.ts';
import type { Finding, ImportReport } from '../operations/import-report.ts';
import type { Happened, OnboardingLook } from '../operations/look-at-onboarding.ts';
import { toldFindings } from '../operations/told-findings.ts';
import { figureWords } from './render/figure-words.ts';
import { relativeTime } from './render/relative-time.ts';
import type {
  CellError,
  Company,
  Figures,
  Person,
  Plan,
  Reading,
  Session,
  SessionLine,
  SessionState,
} from './ui/onboard/session.ts';

type OnboardingStatus = OnboardingLook['status'];

/** An onboarding in the words of the screen, as of now. */
export function sessionView({ status, gates, letters, history, barred, seen }: OnboardingLook, now: string): Session {
  const done = (step: string) => status.steps.some((each) => each.step === step && each.done);
  const last = history.at(-1);
  const ordered = history.findLastIndex(({ action }) => action === 'activation-ordered');
  return {
    id: status.id,
    state: stateView(status.state),
    company: companyView(status),
    users: status.users.map(personView),
    locale: status.locale,
    done: { company: true, users: done('users'), workbook: done('workbook'), import: done('import') },
    imported: importedView(status, now),
    sentBack: sentBackView(status, now),
    barred,
    gates: gates.map(({ claim, passed, because, remedy = [], delays }) => ({ claim, passed, because, remedy, delays })),
    error: typeof status.activation?.error === 'string' ? status.activation.error : undefined,
    activity: ordered < 0 ? [] : history.slice(ordered).map((each) => activityView(each, now)),
    invited: invitedView(status, letters),
    last: {
      by: last?.by ?? '',
      phrase: last?.phrase ?? 'written by hand',
      ago: last === undefined ? '' : relativeTime(last.at, now),
    },
    mark: seen,
  };
}

function invitedView({ invitations }: OnboardingStatus, letters: OnboardingLook['letters']): Session['invited'] {
  const issued = invitations.filter(({ invitedAt }) => invitedAt !== null);
  const fates = issued.map(({ user }) => letters.get(user) ?? null);
  const sent = fates.filter((fate) => fate === 'sent').length;
  return { issued: issued.length, sent, unsent: fates.filter((fate) => fate !== null).length - sent };
}

/** A file that was added by hand is gone on with as one that was just started. */
function stateView(state: string): SessionState {
  return state === 'draft' ? 'in_progress' : (state as SessionState);
}

function activityView({ by, phrase, at }: Happened, now: string) {
  return { text: `${phrase} by ${by}`, ago: relativeTime(at, now) };
}

function companyView({ tenant, company }: OnboardingStatus): Company {
  const { name, ninea = '', sector, country, site } = company;
  return { tenant, name, ninea, sector, country, site: site.name, address: site.address };
}

function personView({ firstName, lastName, email, phone, role }: OnboardingStatus['users'][number]): Person {
  const names = { firstName, lastName, role };
  if (email === undefined) return { ...names, by: 'phone', address: phone ?? '', other: '' };
  return { ...names, by: 'email', address: email, other: phone ?? '' };
}

function importedView({ import: data }: OnboardingStatus, now: string): Session['imported'] {
  if (data === null) return undefined;
  const quality = isObject(data.quality) ? data.quality : {};
  const parts = isObject(quality.parts) ? Object.entries(quality.parts) : [];
  return {
    ...figures(`${data.plan}`, isObject(data.statistics) ? data.statistics : {}),
    products: rowsOf(data.products),
    sales: rowsOf(data.sales),
    score: Number(quality.score ?? 0),
    parts: parts.map(([name, points]) => ({ name: figureWords(name, 'en'), points: Number(points), most: undefined })),
    by: data.by,
    ago: relativeTime(data.at, now),
    remarks: { all: Number(data.remarks ?? 0), told: toldFindings(data.findings, 'en') },
  };
}

function sentBackView({ sentBack }: OnboardingStatus, now: string): Session['sentBack'] {
  return sentBack === null
    ? undefined
    : { by: sentBack.by, reason: sentBack.reason, ago: relativeTime(sentBack.at, now) };
}

function figures(digest: string, statistics: Readonly<Record<string, Json>>) {
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);
  const { monthsOfHistory: months, firstSale, lastSale } = statistics;
  return { digest, months: typeof months === 'number' ? months : undefined, from: text(firstSale), to: text(lastSale) };
}

function rowsOf(file: Json | undefined): number {
  return isObject(file) && typeof file.rows === 'number' ? file.rows : 0;
}

export function lineView(
  { id, tenant, target, impact, state, createdBy, createdAt }: Summary,
  now: string,
): SessionLine {
  return {
    id,
    tenant,
    company: target,
    state: stateView(state),
    done: Number.parseInt(impact, 10) || 0,
    by: createdBy,
    ago: relativeTime(createdAt, now),
  };
}

export interface WorkbookRead {
  path: string;
  file: string;
  size: number;
}

/** What came of reading a workbook: a plan, or every cell that is wrong. */
export function readingView(report: ImportReport, { path, file, size }: WorkbookRead): Reading {
  const { errors, moreErrors, plan } = report;
  if (plan === undefined)
    return { kind: 'errors', file, path, errors: errors.map(errorView), all: errors.length + moreErrors };
  return { kind: 'plan', plan: { ...planFigures(report, plan), path, file, size, ...remarksView(report) } };
}

function planFigures({ products, sales, statistics, quality }: ImportReport, digest: string): Figures {
  const parts =
    quality.because?.map(({ because, points, of }) => ({ name: because.en, points, most: of })) ??
    Object.entries(quality.parts).map(([name, points]) => ({ name: figureWords(name, 'en'), points, most: undefined }));
  return { ...figures(digest, statistics), products, sales, score: quality.score, parts };
}

function remarksView({ told, changed }: ImportReport): Pick<Plan, 'remarks' | 'same'> {
  const remarks = told.map((each) => ({
    place: [each.sheet, each.cell].filter(Boolean).join(' '),
    text: `${each.message.en} ${each.remedy.en}`.trim(),
  }));
  return { remarks, same: !changed };
}

function errorView({ sheet, cell, header, value, message, remedy }: Finding): CellError {
  return { sheet, cell, header, value, message: message.en, instead: remedy.en };
}

/** A company as the first step takes it. */
export function companyInput({ name, ninea, sector, country, site, address }: Company): JsonObject {
  return { name, ...(ninea === '' ? {} : { ninea }), sector, country, site: { name: site, address } };
}

/** A user as the second step takes them. */
export function userInput({ firstName, lastName, by, address, other, role }: Person): JsonObject {
  const [email, phone] = by === 'email' ? [address, other] : [other, address];
  return { firstName, lastName, ...(email === '' ? {} : { email }), ...(phone === '' ? {} : { phone }), role };
}
