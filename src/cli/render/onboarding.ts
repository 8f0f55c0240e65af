import { isObject, type Json } from '../../domain/json.ts';
import type { Locale } from '../../domain/notice.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { OnboardingStatus } from '../../operations/onboarding-status.ts';
import { toldFindings } from '../../operations/told-findings.ts';
import type { Context } from '../context.ts';
import { figureWords } from './figure-words.ts';
import { relativeTime } from './relative-time.ts';
import { paintState, stateText } from './state.ts';
import { wrap } from './text-width.ts';

type Look = Pick<Context, 'width' | 'paint'> & { locale: Locale };

const label = 14;
const mostFindings = 5;
const titles = { company: 'Company', users: 'Users', workbook: 'Workbook', import: 'Import' } as const;

/** An onboarding for people: its steps, what was imported or refused, and what to type next. */
export function onboardingText(status: OnboardingStatus, look: Look, now: string): string {
  const { paint } = look;
  const { id, company, tenant, state } = status;
  const lines = [
    `${paint('bold', plainLine(`${id}  ${company.name}  ${tenant}`))}  ${paintState(paint, state, stateText(state))}`,
    `  ${status.steps.map((each) => stepText(each, status.next, look)).join('   ')}`,
    '',
    ...companyFacts(status).flatMap(([name, text]) => fact(name, text, look)),
    ...status.users.flatMap((user, at) => fact(at === 0 ? 'Users' : '', userText(user), look)),
    ...importLines(status, look, now),
    ...sentBackLines(status, look, now),
    ...refusedLines(status, look, now),
    ...activationLines(status, look, now),
    ...status.invitations.flatMap((each, at) => fact(at === 0 ? 'Invitations' : '', invitationText(each, now), look)),
  ];
  return [...lines, '', ...status.commands.map((each) => `${paint('cyan', '→')} ${each}`)].join('\n');
}

function stepText({ step, number, done }: OnboardingStatus['steps'][number], next: string | null, { paint }: Look) {
  const text = `${number} ${titles[step]}`;
  if (done) return paint('green', `✓ ${text}`);
  return step === next ? paint('yellow', `○ ${text}`) : paint('dim', `· ${text}`);
}

function companyFacts({ company }: OnboardingStatus): [string, string][] {
  const { ninea, sector, country, site } = company;
  return [
    ['Sector', `${sector}, ${country}`],
    ...(ninea === undefined ? [] : [['NINEA', ninea] as [string, string]]),
    ['Main site', `${site.name}, ${site.address}`],
  ];
}

function userText({ firstName, lastName, email, phone, role }: OnboardingStatus['users'][number]): string {
  return `${firstName} ${lastName} · ${role} · ${[email, phone].filter((each) => each !== undefined).join(', ')}`;
}

function importLines(status: OnboardingStatus, look: Look, now: string): string[] {
  const { import: data } = status;
  if (data === null) return [];
  const count = (file: Json | undefined) => (isObject(file) ? `${file.rows}` : '0');
  const { quality, statistics } = data;
  return [
    ...fact('Imported', `${fileName(data.file)} by ${data.by}, ${relativeTime(data.at, now)}`, look),
    ...fact('Data', `${count(data.products)} products, ${count(data.sales)} lines of sales`, look),
    ...(isObject(quality) ? fact('Quality', `${quality.score}/100${partsText(quality.parts, look.locale)}`, look) : []),
    ...(isObject(statistics) ? fact('Statistics', pairs(statistics, look.locale), look) : []),
    ...(Number(data.remarks ?? 0) > 0 ? fact('Remarks', `${data.remarks}, taken as they are`, look) : []),
    ...findingLines(status.id, data.findings, Number(data.remarks ?? 0), look),
    ...fact('Plan', `${data.plan}`, look),
  ];
}

function sentBackLines({ sentBack }: OnboardingStatus, look: Look, now: string): string[] {
  if (sentBack === null) return [];
  const { by, at, reason } = sentBack;
  const lines = fact('Sent back', `by ${by}, ${relativeTime(at, now)}: ${reason}`, look);
  return lines.map((line) => look.paint('red', line));
}

function refusedLines({ id, refused }: OnboardingStatus, look: Look, now: string): string[] {
  if (refused === null) return [];
  const head = `${fileName(refused.file)} by ${refused.by}, ${relativeTime(refused.at, now)}: ${refused.errors === 1 ? '1 error' : `${refused.errors} errors`}`;
  const told = findingLines(id, refused.findings, Number(refused.errors ?? 0), look);
  return [...fact('Refused', head, look).map((line) => look.paint('red', line)), ...told];
}

/** The first of what was found in a workbook, and how much more of it there is. */
function findingLines(id: string, kept: Json | undefined, all: number, look: Look): string[] {
  const shown = toldFindings(kept, look.locale).slice(0, mostFindings);
  const more = shown.length === 0 ? 0 : all - shown.length;
  return [
    ...shown.flatMap(({ place, text }) => fact('', `${place}: ${text}`, look)),
    ...(more > 0
      ? fact('', `and ${more} more: rgz onboarding import ${id} <file.xlsx> --dry-run tells all`, look)
      : []),
  ];
}

function activationLines(status: OnboardingStatus, look: Look, now: string): string[] {
  const { activation } = status;
  if (activation === null) return [];
  const { orderedAt, orderedBy, attempt, controller, endedAt, error } = activation;
  const waits = status.state === 'activating';
  return [
    ...fact('Activation', `ordered by ${orderedBy}, ${relativeTime(orderedAt, now)}`, look),
    ...(attempt === null ? [] : fact('', `attempt ${attempt} by controller ${controller ?? ''}`, look)),
    ...(waits ? fact('', 'waits for a controller to carry it out: rgz controller run', look) : []),
    ...(endedAt === null ? [] : fact('', `ended ${relativeTime(endedAt, now)}`, look)),
    ...(error === null ? [] : fact('', `${error}`, look).map((line) => look.paint('red', line))),
  ];
}

function invitationText(
  { user, invitedAt, asked, needsChannel, letter }: OnboardingStatus['invitations'][number],
  now: string,
): string {
  if (needsChannel !== null && (invitedAt === null || asked))
    return `${user} · nobody can reach them: no channel of type ${needsChannel} takes codes to them`;
  if (invitedAt === null) return `${user} · no code issued yet`;
  // A letter with a code that is void is sent no more.
  const more = asked ? 'another is asked for' : letterWords[letter ?? 'unknown'];
  return `${user} · code issued ${relativeTime(invitedAt, now)}${more === '' ? '' : `; ${more}`}`;
}

const letterWords = {
  sent: 'its letter is sent',
  waits: 'its letter waits: rgz notify status',
  dead: 'no channel took its letter: rgz notify dead',
  unknown: '',
} as const;

function fileName(file: Json | undefined): string {
  return isObject(file) ? `${file.name}` : 'a workbook';
}

function partsText(parts: Json | undefined, locale: Locale): string {
  return isObject(parts) ? ` (${pairs(parts, locale)})` : '';
}

function pairs(values: Record<string, Json>, locale: Locale): string {
  return Object.entries(values)
    .map(([name, value]) => `${figureWords(name, locale)} ${value ?? '–'}`)
    .join(', ');
}

function fact(name: string, value: string, { width }: Look): string[] {
  return wrap(plainLine(value), width - label - 2).map(
    (line, at) => `  ${(at === 0 ? name : '').padEnd(label)}${line}`,
  );
}
