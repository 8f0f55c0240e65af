import { digestOf } from '../../../src/adapters/records/load.ts';
import { foldHistory } from '../../../src/domain/history.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { actionOf } from '../../../src/domain/kind.ts';
import type { HistoryEvent, RecordData } from '../../../src/domain/record.ts';
import type { ChecklistTemplate, Item } from '../../../src/generated/types/checklist-template.v1.ts';
import { checklist } from '../../../src/kinds/checklist/index.ts';

export function itemOf(id: string, more: Partial<Item> = {}): Item {
  return { id, title: { en: `Do ${id}` }, ...more };
}

/** A template with one category. */
export function templateOf(items: Item[], more: Partial<ChecklistTemplate> = {}): ChecklistTemplate {
  const categories = [{ id: 'all', title: { en: 'All' }, items }];
  return {
    apiVersion: 'rgz.dev/v1',
    kind: 'ChecklistTemplate',
    name: 'sample',
    title: { en: 'S' },
    categories,
    ...more,
  };
}

export function asData(template: ChecklistTemplate): JsonObject {
  return template as unknown as JsonObject;
}

/** A checklist of one template, with this history; each event is of its own moment. */
export function listOf(
  items: Item[],
  history: readonly HistoryEvent[],
  more: Partial<ChecklistTemplate> = {},
): RecordData {
  const { apiVersion, kind: _kind, ...template } = templateOf(items, more);
  const [createdAt = '', createdBy = ''] = [history[0]?.at, history[0]?.by];
  const draft: RecordData = {
    apiVersion,
    kind: 'Checklist',
    metadata: { id: 'CL-sample.site-1', createdAt, createdBy, tenant: 'tenant-finance' },
    spec: { subject: 'site-1', template: template as unknown as JsonObject },
  };
  const told = history.map((event): HistoryEvent => ({ ...event, ...(binds(event) && { digest: digestOf(draft) }) }));
  const grown = { ...draft, status: { state: '', history: told } };
  const state = foldHistory(checklist, grown, digestOf(draft)).written ?? '';
  return { ...draft, status: { state, history: told, ...checklist.derive(told, state) } };
}

function binds({ action }: HistoryEvent): boolean {
  return actionOf(checklist, action)?.binds === true;
}
