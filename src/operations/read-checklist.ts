import type { Locale } from '../domain/notice.ts';
import { samePerson } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { checklist } from '../kinds/checklist/index.ts';
import { foldItems, type ItemState } from '../kinds/checklist/items.ts';
import { isVouched, lackOf } from '../kinds/checklist/lacks.ts';
import { type Score, scoreOf } from '../kinds/checklist/score.ts';
import { specOf, valuesOf, wordsIn } from '../kinds/checklist/spec.ts';
import type { LoadedRecord } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { locate, viewHolding } from './gather.ts';

/** A checklist as people and programs are shown it. */
export interface ChecklistView {
  id: string;
  path: string;
  title: string;
  template: string;
  subject: string;
  tenant: string;
  /** `ready`: open, and every required point is complete and proven. */
  state: 'open' | 'ready' | 'approved' | 'rejected' | 'cancelled';
  parameters: Readonly<Record<string, string>>;
  score: Score;
  readyForApproval: boolean;
  categories: readonly { id: string; title: string; total: number; completed: number; percentage: number }[];
  items: readonly ItemView[];
}

export interface ItemView extends Omit<ItemState, 'item' | 'evidence'> {
  id: string;
  title: string;
  help?: string;
  role: string;
  required: boolean;
  critical: boolean;
  /** What is asked for to prove it. */
  wants: string;
  probe: boolean;
  proven: boolean;
  /** Why it does not count yet. */
  lacks: string | null;
  evidence: readonly (ItemState['evidence'][number] & { proven: boolean })[];
}

/** A checklist of any reference that somebody types. Throws `record.unknown` for what is none. */
export async function loadChecklist(deps: Pick<Deps, 'git' | 'store'>, ref: string): Promise<LoadedRecord> {
  const view = await viewHolding(deps, ref);
  const located = await locate(view, ref);
  if (located.kind === checklist) return view.load(located);
  throw new RgzError('record.unknown', `${located.id} is a ${located.kind.noun}, not a checklist`, {
    remedy: [`rgz show ${located.id}`, 'rgz checklist list'],
  });
}

export async function showChecklist(
  deps: Pick<Deps, 'git' | 'store'>,
  ref: string,
  locale: Locale,
): Promise<ChecklistView> {
  const loaded = await loadChecklist(deps, ref);
  const policy = await (await deps.store.view('read')).policy();
  return viewOf(loaded, locale, (one, other) => samePerson(policy, one, other));
}

export function viewOf(
  { record, path, fold }: Pick<LoadedRecord, 'record' | 'path' | 'fold'>,
  locale: Locale,
  same: (one: string, other: string) => boolean,
): ChecklistView {
  const spec = specOf(record);
  const items = foldItems(record);
  const score = scoreOf(spec, items);
  const readyForApproval = items.every((each) => !each.needed || lackOf(each, same) === undefined);
  const state = (fold.state ?? 'open') as ChecklistView['state'];
  const { template, subject } = spec;
  const parameters = valuesOf(spec);
  return {
    id: record.metadata.id,
    path,
    title: wordsIn(template.title, locale, parameters),
    template: template.name,
    subject,
    tenant: record.metadata.tenant,
    state: state === 'open' && readyForApproval ? 'ready' : state,
    parameters,
    score,
    readyForApproval,
    categories: template.categories.map(({ id, title }) => ({
      id,
      title: wordsIn(title, locale, parameters),
      ...(score.byCategory[id] ?? { total: 0, completed: 0, percentage: 0 }),
    })),
    items: items.map((each) => itemView(each, locale, parameters, same)),
  };
}

function itemView(
  state: ItemState,
  locale: Locale,
  parameters: Readonly<Record<string, string>>,
  same: (one: string, other: string) => boolean,
): ItemView {
  const { item, evidence, ...rest } = state;
  return {
    ...rest,
    id: item.id,
    title: wordsIn(item.title, locale, parameters),
    ...(item.help === undefined ? {} : { help: wordsIn(item.help, locale, parameters) }),
    role: item.role ?? 'reseller',
    required: item.required ?? true,
    critical: item.critical ?? false,
    wants: item.evidence ?? 'none',
    probe: item.probe !== undefined,
    proven: isVouched(state),
    lacks: lackOf(state, same) ?? null,
    evidence: evidence.map((each) => ({ ...each, proven: each.sha256 !== undefined })),
  };
}
