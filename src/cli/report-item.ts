import type { Acted } from '../operations/act.ts';
import { pointNamed } from '../operations/change-item.ts';
import { type ChecklistView, type ItemView, viewOf } from '../operations/read-checklist.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { Context } from './context.ts';

/** What programs are told of a changed point. */
export interface ItemReport {
  id: string;
  item: ItemView | undefined;
  score: ChecklistView['score'];
}

export function itemReport({ result: { loaded, record } }: Written<Acted>, named: string): ItemReport {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const { score, items } = viewOf({ ...loaded, record }, 'en', same);
  return { id: loaded.id, item: items[pointNamed(record, named).number - 1], score };
}

/** Tells what a change of one point came to. */
export function reportItem(context: Context, written: Written<Acted>, named: string): number {
  const { result, commit, checkout } = written;
  const { id, item, score } = itemReport(written, named);
  if (context.json) context.printJson({ id, item, score });
  else {
    const status = item?.status.replaceAll('_', ' ');
    const lacks = item?.lacks === null || item?.lacks === undefined || item.lacks === status ? '' : ` (${item.lacks})`;
    const attached = result.action === 'evidence-added' ? ', evidence attached' : '';
    context.print(`${id} ${item?.number} ${item?.id}: ${status}${attached}${lacks}`);
    context.note(`${score.completed} of ${score.total} complete; commit ${commit?.slice(0, 12)}`);
  }
  if (result.loaded.fold.state === 'approved') context.warn('the checklist was approved and is open again');
  context.noteCheckout(checkout);
  return 0;
}
