import type { Json } from '../../domain/json.ts';
import type { Locale } from '../../domain/notice.ts';
import type { HistoryEvent, RecordData } from '../../domain/record.ts';
import { importedData } from './data.ts';
import { codesIn, keyOf } from './invitations.ts';
import { type SentBack, sentBackIn } from './sent-back.ts';
import { type Company, specOf, type User, usualLocale } from './spec.ts';
import { nextStep, type Step, steps, stepsDone } from './steps.ts';

/** How far an onboarding has come, for people and programs. */
export interface OnboardingStatus {
  id: string;
  tenant: string;
  state: string;
  company: Company;
  locale: Locale;
  users: readonly User[];
  steps: readonly { number: number; step: Step; done: boolean }[];
  /** The first step that is still to do; null where all are done. */
  next: Step | null;
  /** How often a workbook was read in, whatever came of it. */
  attempts: number;
  /** What stands to be activated. */
  import: Imported | null;
  /** What was wrong with the workbook that was read last, as long as none was taken after it. */
  refused: Refused | null;
  /** Who turned down what was imported last, and why, as long as nothing was imported after it. */
  sentBack: SentBack | null;
  activation: Activation | null;
  /** Of every user once the tenant is active. */
  invitations: readonly Invitation[];
}

type Told = { at: string; by: string };
type Fields<T extends keyof HistoryEvent | string> = Partial<Record<T, Json>>;

export type Imported = Told &
  Fields<'plan' | 'file' | 'products' | 'sales' | 'statistics' | 'quality' | 'remarks' | 'findings'>;
export type Refused = Told & Fields<'file' | 'errors' | 'remarks' | 'findings'>;

export interface Activation {
  orderedAt: string;
  orderedBy: string;
  plan: Json;
  /** The last attempt; null where no controller has taken it up. */
  attempt: Json;
  controller: Json;
  startedAt: string | null;
  endedAt: string | null;
  error: Json;
}

export interface Invitation {
  user: string;
  /** null: none was sent yet. */
  invitedAt: string | null;
  expiresAt: Json;
  /** Somebody asked for another one after that. */
  asked: boolean;
}

export function statusOf(record: RecordData, state: string): OnboardingStatus {
  const history = record.status?.history ?? [];
  const { company, users = [], locale = usualLocale } = specOf(record);
  const { id, tenant } = record.metadata;
  const done = stepsDone(record);
  const next = nextStep(record) ?? null;
  return {
    id,
    tenant,
    state,
    company,
    locale,
    users,
    steps: steps.map((step, at) => ({ number: at + 1, step, done: done.includes(step) })),
    next,
    attempts: history.filter(({ action }) => action === 'imported' || action === 'import-refused').length,
    import: importOf(record, history),
    refused: refusedOf(history),
    sentBack: sentBackIn(history),
    activation: activationOf(history),
    invitations: invitationsOf(history, state === 'completed' ? users : []),
  };
}

function importOf(record: RecordData, history: readonly HistoryEvent[]): Imported | null {
  if (importedData(record) === undefined) return null;
  const event = history.findLast(({ action }) => action === 'imported');
  return event === undefined
    ? null
    : pick(event, ['plan', 'file', 'products', 'sales', 'statistics', 'quality', 'remarks', 'findings']);
}

function refusedOf(history: readonly HistoryEvent[]): Refused | null {
  const event = history.findLast(({ action }) => action === 'imported' || action === 'import-refused');
  return event?.action === 'import-refused' ? pick(event, ['file', 'errors', 'remarks', 'findings']) : null;
}

function pick<T extends string>(event: HistoryEvent, names: readonly T[]): Told & Fields<T> {
  const found = names.flatMap((name) => (event[name] === undefined ? [] : [[name, event[name] as Json]]));
  return { at: event.at, by: event.by, ...(Object.fromEntries(found) as Fields<T>) };
}

function activationOf(history: readonly HistoryEvent[]): Activation | null {
  const at = history.findLastIndex(({ action }) => action === 'activation-ordered');
  const ordered = history[at];
  if (ordered === undefined) return null;
  const since = history.slice(at + 1);
  const last = (...actions: string[]) => since.findLast(({ action }) => actions.includes(action));
  const claim = last('claimed', 'taken-over');
  const end = since.findLast(({ action }) => ['completed', 'failed', 'unknown', 'claimed'].includes(action));
  const ended = end?.action === 'claimed' ? undefined : end;
  return {
    orderedAt: ordered.at,
    orderedBy: ordered.by,
    plan: (ordered.plan as Json | undefined) ?? null,
    attempt: (claim?.attempt as Json | undefined) ?? null,
    controller: (claim?.controller as Json | undefined) ?? null,
    startedAt: claim?.at ?? null,
    endedAt: ended?.at ?? null,
    error: (ended?.error as Json | undefined) ?? null,
  };
}

function invitationsOf(history: readonly HistoryEvent[], users: readonly User[]): readonly Invitation[] {
  const none = (user: string): Invitation => ({ user, invitedAt: null, expiresAt: null, asked: false });
  const found = new Map(users.map((user) => [keyOf(user), none(keyOf(user))]));
  for (const event of history) {
    if (event.action === 'invited')
      for (const { user, expiresAt } of codesIn(event.codes))
        found.set(user, { user, invitedAt: event.at, expiresAt, asked: false });
    if (event.action === 'invitation-asked')
      for (const user of (event.users ?? []) as unknown as string[])
        found.set(user, { ...(found.get(user) ?? none(user)), asked: true });
  }
  return [...found.values()];
}
