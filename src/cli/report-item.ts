import type { Acted } from '../operations/act.ts';
import { pointNamed } from '../operations/change-item.ts';
import { type ChecklistView, type ItemView, viewOf } from '../operations/read-checklist.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { Context } from './context.ts';
import { doneWords } from './render/checklist.ts';

/** What programs are told of a changed point. */
export interface ItemReport {
  id: string;
  item: ItemView | undefined;
  score: ChecklistView['score'];
  /** Who had validated the point as it was before. It has to be looked at again. */
  validationLost: string | null;
}

export function itemReport(written: Written<Acted>, named: string): ItemReport {
  return afterwards(written, named).report;
}

function afterwards({ result: { loaded, record } }: Written<Acted>, named: string) {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const { score, items } = viewOf({ ...loaded, record }, 'en', same);
  const item = items[pointNamed(record, named).number - 1];
  const { validatedBy = null } = pointNamed(loaded.record, named);
  const validationLost = item?.validatedBy === undefined ? validatedBy : null;
  const report: ItemReport = { id: loaded.id, item, score, validationLost };
  return { report, items };
}

/** Tells what a change of one point came to. */
export function reportItem(context: Context, written: Written<Acted>, named: string): number {
  const { result, commit, checkout } = written;
  const { items, report } = afterwards(written, named);
  const { id, item, validationLost } = report;
  if (context.json) context.printJson(report);
  else {
    const status = item?.status.replaceAll('_', ' ');
    const lacks = item?.lacks === null || item?.lacks === undefined || item.lacks === status ? '' : ` (${item.lacks})`;
    const attached = result.action === 'evidence-added' ? ', evidence attached' : '';
    context.print(`${id} ${item?.number} ${item?.id}: ${status}${attached}${lacks}`);
    context.note(`${doneWords({ items })}; commit ${commit?.slice(0, 12)}`);
  }
  if (validationLost !== null)
    context.warn(
      `${validationLost} had validated it as it was: somebody has to look again, rgz checklist validate ${id} ${item?.number}`,
    );
  if (result.loaded.fold.state === 'approved') context.warn('the checklist was approved and is open again');
  context.noteCheckout(checkout);
  return 0;
}
