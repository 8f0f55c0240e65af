import type { JsonObject } from '../../../src/domain/json.ts';
import type { ChecklistTemplate, Item } from '../../../src/generated/types/checklist-template.v1.ts';

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
