import type { Locale } from '../domain/notice.ts';
import { mayDo, personOf, samePerson } from '../domain/policy.ts';
import type { Summary } from '../domain/summary.ts';
import { checklist } from '../kinds/checklist/index.ts';
import { foldItems, type ItemStatus, isDone } from '../kinds/checklist/items.ts';
import { isProven } from '../kinds/checklist/lacks.ts';
import { specOf, valuesOf, wordsIn } from '../kinds/checklist/spec.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { placeOf } from './list-checklists.ts';

/** A point that somebody did and nobody else has looked at. */
export interface PointToValidate {
  checklist: string;
  path: string;
  template: string;
  subject: string;
  tenant: string;
  item: string;
  number: number;
  title: string;
  role: string;
  critical: boolean;
  status: ItemStatus;
  completedBy: string;
  completedAt: string;
  /** What was asked for to prove it is there. */
  proven: boolean;
  /** How many files and addresses speak for it. */
  evidence: number;
}

export interface WantedPoints {
  tenant?: string;
  template?: string;
  limit?: number;
  locale: Locale;
}

export interface PointListing {
  points: readonly PointToValidate[];
  /** How many there are beside. */
  more: number;
}

/**
 * Such points of checklists that may still be worked on; what has waited longest comes first. Of many checklists only as
 * many are read as may have one of the first.
 */
export async function pointsToValidate(
  { git, store }: Pick<Deps, 'git' | 'store'>,
  { limit = Number.POSITIVE_INFINITY, locale, ...wanted }: WantedPoints,
): Promise<PointListing> {
  const view = await store.view('read');
  const waiting = await listsThatWait(view, wanted);
  let found: PointToValidate[] = [];
  for (const row of waiting) {
    const last = found[limit - 1];
    if (last !== undefined && moment(last.completedAt) < moment(row.progress?.unvalidatedSince)) break;
    const there = await git.find(view.tip.tree, row.path);
    if (there === undefined) continue;
    const { record } = await view.load({ kind: checklist, id: row.id, path: row.path, blob: there.oid });
    found.push(...pointsIn(row, record, locale));
    if (found.length >= limit) found = found.sort(byAge).slice(0, limit);
  }
  const all = waiting.reduce((sum, { progress }) => sum + (progress?.unvalidated ?? 0), 0);
  const points = found.sort(byAge);
  return { points, more: all - points.length };
}

const mostLookedAt = 50;

/** How many such points somebody else did than the person at the keyboard, who may look at them; as far as the oldest tell. */
export async function countToValidate(deps: Pick<Deps, 'git' | 'store'>): Promise<number> {
  const policy = await (await deps.store.view('read')).policy();
  const { email } = (await deps.git.identity()).author;
  const person = personOf(policy, email);
  if (person === undefined) return 0;
  const { points } = await pointsToValidate(deps, { limit: mostLookedAt, locale: 'en' });
  return points.filter(
    ({ tenant, completedBy }) => mayDo(person, 'checklist.validate', tenant) && !samePerson(policy, email, completedBy),
  ).length;
}

async function listsThatWait(
  view: View,
  { tenant, template }: Pick<WantedPoints, 'tenant' | 'template'>,
): Promise<readonly Summary[]> {
  const states = checklist.actions.find(({ action }) => action === 'validated')?.from ?? [];
  const filter = { kind: checklist.kind, states, ...(tenant === undefined ? {} : { tenant }) };
  const found: Summary[] = [];
  for await (const batch of view.summaries(filter))
    found.push(
      ...batch.filter(
        (row) => (row.progress?.unvalidated ?? 0) > 0 && (template === undefined || placeOf(row).template === template),
      ),
    );
  return found.sort((one, other) => moment(one.progress?.unvalidatedSince) - moment(other.progress?.unvalidatedSince));
}

function pointsIn(row: Summary, record: Parameters<typeof foldItems>[0], locale: Locale): readonly PointToValidate[] {
  const values = valuesOf(specOf(record));
  const { id, path, tenant } = row;
  return foldItems(record).flatMap((state): PointToValidate[] => {
    const { item, number, status, completedBy = '', completedAt = '', evidence } = state;
    if (!isDone(status) || state.validatedBy !== undefined) return [];
    return [
      {
        checklist: id,
        path,
        ...placeOf(row),
        tenant,
        item: item.id,
        number,
        title: wordsIn(item.title, locale, values),
        role: item.role ?? 'reseller',
        critical: item.critical ?? false,
        status,
        completedBy,
        completedAt,
        proven: isProven(state),
        evidence: evidence.length,
      },
    ];
  });
}

/** What was done in the same second stays as its checklist has it. */
function byAge(one: PointToValidate, other: PointToValidate): number {
  const age = moment(one.completedAt) - moment(other.completedAt);
  if (age !== 0 || one.checklist === other.checklist) return age;
  return one.checklist < other.checklist ? -1 : 1;
}

function moment(text = ''): number {
  return Date.parse(text) || 0;
}
