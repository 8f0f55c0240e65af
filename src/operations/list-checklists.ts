import type { Progress } from '../domain/kind.ts';
import type { Summary } from '../domain/summary.ts';
import { checklist } from '../kinds/checklist/index.ts';
import type { Deps } from './deps.ts';
import { listRecords } from './list-records.ts';

export interface ListedChecklist extends Omit<Summary, 'progress'>, Omit<Progress, 'color'> {
  template: string;
  subject: string;
  color: string | null;
}

export interface WantedChecklists {
  /** As lists show them: `ready` is one of its own. */
  states?: readonly string[];
  tenant?: string;
  template?: string;
  limit?: number;
}

export interface ChecklistListing {
  rows: readonly ListedChecklist[];
  /** There is more than was asked for. */
  more: boolean;
}

const none: Omit<ListedChecklist, keyof Summary | 'template' | 'subject'> = {
  total: 0,
  completed: 0,
  blocked: 0,
  percentage: 0,
  color: null,
  unvalidated: 0,
  byCategory: {},
};

/** As lists show them. */
export const checklistStates: readonly string[] = checklist.states.flatMap((state) =>
  state === checklist.initial ? [state, 'ready'] : [state],
);

/** Checklists, newest first. */
export async function listChecklists(
  deps: Pick<Deps, 'git' | 'store' | 'kinds'>,
  { states, template, tenant, limit }: WantedChecklists,
): Promise<ChecklistListing> {
  const written = states?.map((state) => (state === 'ready' ? checklist.initial : state));
  const { rows, more } = await listRecords(deps, {
    kind: checklist.kind,
    ...(written === undefined ? {} : { states: written }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(limit === undefined ? {} : { limit }),
    where: (row) =>
      (states === undefined || states.includes(shownState(row))) &&
      (template === undefined || template === placeOf(row).template),
  });
  return { rows: rows.map(listed), more };
}

/** One spread after the other, of all of thousands of rows, takes longer than to read them. */
function listed(row: Summary): ListedChecklist {
  const { template, subject } = placeOf(row);
  const shown: ListedChecklist & Pick<Summary, 'progress'> = Object.assign({}, row, row.progress ?? none, {
    template,
    subject,
    state: shownState(row),
  });
  delete shown.progress;
  return shown;
}

/** `ready`: nothing is missing but the approval. */
export function shownState({ state, unready }: Pick<Summary, 'state' | 'unready'>): string {
  return state === checklist.initial && unready !== true ? 'ready' : state;
}

export function placeOf({ target }: Pick<Summary, 'target'>): { template: string; subject: string } {
  const [template = '', subject = ''] = target.split('/');
  return { template, subject };
}
