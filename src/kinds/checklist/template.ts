import type { Json } from '../../domain/json.ts';
import { isRole, roles } from '../../domain/roles.ts';
import type { Category, ChecklistTemplate } from '../../generated/types/checklist-template.v1.ts';
import { problemsOfOrder } from './item-order.ts';
import { problemsOfDeclarations, problemsOfUses } from './parameters.ts';
import type { PlacedItem, TemplateProblem } from './problem.ts';

export type ReadTemplate =
  | { ok: true; template: ChecklistTemplate }
  | { ok: false; problems: readonly TemplateProblem[] };

/** Reads data that fits the schema, and says what a schema cannot see in it. */
export function readTemplate(data: Json): ReadTemplate {
  const template = data as unknown as ChecklistTemplate;
  const items = itemsOf(template.categories);
  const problems = [
    ...twice(template.categories.map(({ id }, at) => ({ id, pointer: `/categories/${at}/id` }))),
    ...twice(items.map(({ item, pointer }) => ({ id: item.id, pointer: `${pointer}/id` }))),
    ...items.flatMap(problemsOfItem),
    ...problemsOfOrder(items),
    ...problemsOfDeclarations(template.parameters ?? {}),
    ...problemsOfUses(template),
    ...problemsOfColors(template, items.length),
    ...problemsOfApproval(template, items),
  ];
  return problems.length === 0 ? { ok: true, template } : { ok: false, problems };
}

function itemsOf(categories: readonly Category[]): readonly PlacedItem[] {
  return categories.flatMap(({ items }, at) =>
    items.map((item, index) => ({ item, pointer: `/categories/${at}/items/${index}` })),
  );
}

function twice(places: readonly { id: string; pointer: string }[]): TemplateProblem[] {
  const first = new Map<string, string>();
  return places.flatMap(({ id, pointer }) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, pointer);
    return before === undefined ? [] : [{ pointer, message: `the id "${id}" is taken by ${before}` }];
  });
}

/** What can be put in order: a number or a version. */
const rising = /^-?\d+(?:\.\d+)*$/;

function problemsOfItem({ item, pointer }: PlacedItem): TemplateProblem[] {
  const { role, critical, required, probe } = item;
  const problems: TemplateProblem[] = [];
  if (role !== undefined && !isRole(role))
    problems.push({
      pointer: `${pointer}/role`,
      message: `there is no role "${role}"; the roles are ${Object.keys(roles).join(', ')}`,
    });
  if (critical === true && required === false)
    problems.push({ pointer: `${pointer}/required`, message: `"${item.id}" is critical, so it has to be required` });
  for (const [name, claim] of Object.entries(probe?.claim ?? {})) {
    const [, sign, bar = ''] = /^([<>]=?) (.*)$/.exec(claim) ?? [];
    if (sign === undefined || rising.test(bar)) continue;
    problems.push({
      pointer: `${pointer}/probe/claim/${name}`,
      message: `"${bar}" is no number or version such as 8.7.8; whoever opens a checklist cannot choose the bar, either`,
    });
  }
  return problems;
}

/** From worst to best. */
const scale = ['red', 'yellow', 'orange', 'green'];

function problemsOfColors({ colors = [] }: ChecklistTemplate, total: number): TemplateProblem[] {
  return colors.flatMap(({ from, color }, at): TemplateProblem[] => {
    const before = colors[at - 1];
    const pointer = `/colors/${at}`;
    if (before === undefined)
      return from === 0 ? [] : [{ pointer: `${pointer}/from`, message: `the first color is from 0 on, not ${from}` }];
    if (from <= before.from)
      return [{ pointer: `${pointer}/from`, message: `${color} is from more than ${before.from} on, not ${from}` }];
    if (from > total)
      return [{ pointer: `${pointer}/from`, message: `${color} is never reached: there are only ${total} items` }];
    return scale.indexOf(color) > scale.indexOf(before.color)
      ? []
      : [{ pointer: `${pointer}/color`, message: `${color} comes after ${before.color}, and is no better` }];
  });
}

function problemsOfApproval({ approve }: ChecklistTemplate, items: readonly PlacedItem[]): TemplateProblem[] {
  if (items.every(({ item }) => item.required === false))
    return [
      { pointer: '/categories', message: 'no item is required, so nothing has to be done before it is approved' },
    ];
  if (approve !== 'critical' || items.some(({ item }) => item.critical === true)) return [];
  return [{ pointer: '/approve', message: 'no item is critical, so nothing has to be done before it is approved' }];
}
