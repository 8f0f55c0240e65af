import type { Progress } from '../../domain/kind.ts';
import { type ItemState, isDone } from './items.ts';
import { isVouched } from './lacks.ts';
import type { ChecklistSpec, Color } from './spec.ts';

/** The percentage is that of the weights, rounded down: 100 means all. */
export interface Score extends Progress {
  color: Color;
  /** Completed points with what was asked for to prove them, or validated by another person. */
  proven: number;
}

/** How far a checklist has come. Points that are not required count too: whoever leaves one open says so. */
export function scoreOf(spec: ChecklistSpec, items: readonly ItemState[]): Score {
  const completed = items.filter(({ status }) => isDone(status));
  const waiting = completed.filter(({ validatedBy }) => validatedBy === undefined);
  const [first] = waiting.flatMap(({ completedAt }) => completedAt ?? []).sort(byMoment);
  const stuck = items.filter(({ status }) => status === 'blocked');
  return {
    total: items.length,
    completed: completed.length,
    blocked: stuck.length,
    percentage: percentageOf(items),
    color: colorOf(spec, completed.length, items.length),
    proven: completed.filter(isVouched).length,
    unvalidated: waiting.length,
    ...(first === undefined ? {} : { unvalidatedSince: first }),
    byCategory: Object.fromEntries(
      spec.template.categories.map(({ id }) => {
        const own = items.filter(({ category }) => category === id);
        const done = own.filter(({ status }) => isDone(status)).length;
        return [id, { total: own.length, completed: done, percentage: percentageOf(own) }];
      }),
    ),
  };
}

function byMoment(one: string, other: string): number {
  return (Date.parse(one) || 0) - (Date.parse(other) || 0);
}

function percentageOf(items: readonly ItemState[]): number {
  const weigh = (some: readonly ItemState[]) => some.reduce((sum, { item }) => sum + (item.weight ?? 1), 0);
  const all = weigh(items);
  return all === 0 ? 0 : Math.floor((weigh(items.filter(({ status }) => isDone(status))) / all) * 100);
}

function colorOf({ template }: ChecklistSpec, completed: number, total: number): Color {
  const usual = [
    { from: 0, color: 'red' as const },
    { from: Math.ceil(total / 2), color: 'yellow' as const },
    { from: total, color: 'green' as const },
  ];
  return (template.colors ?? usual).findLast(({ from }) => completed >= from)?.color ?? 'red';
}
