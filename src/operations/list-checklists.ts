import type { Summary } from '../domain/summary.ts';
import { checklist } from '../kinds/checklist/index.ts';
import type { Deps } from './deps.ts';
import { listRecords, type Query } from './list-records.ts';

export interface ListedChecklist extends Summary {
  template: string;
  subject: string;
  completed: number;
  total: number;
  percentage: number;
}

/** Checklists, newest first. `ready`: only those that wait for an approval. */
export async function listChecklists(
  deps: Pick<Deps, 'git' | 'store' | 'kinds'>,
  { ready, ...query }: Query & { ready?: boolean },
): Promise<readonly ListedChecklist[]> {
  const { rows } = await listRecords(deps, { ...query, kind: checklist.kind, ...(ready ? { states: ['open'] } : {}) });
  return rows.filter((row) => !ready || row.unready !== true).map(listed);
}

function listed(row: Summary): ListedChecklist {
  const [template = '', subject = ''] = row.target.split('/');
  const [completed = 0, total = 0] = row.impact.split('/').map(Number);
  const state = row.state === 'open' && row.unready !== true ? 'ready' : row.state;
  const percentage = total === 0 ? 0 : Math.floor((completed / total) * 100);
  return { ...row, state, template, subject, completed, total, percentage };
}
