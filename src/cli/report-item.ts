import type { Acted } from '../operations/act.ts';
import { pointNamed } from '../operations/change-item.ts';
import { viewOf } from '../operations/read-checklist.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { Context } from './context.ts';

/** Tells what a change of one point came to. */
export function reportItem(context: Context, { result, commit, checkout }: Written<Acted>, named: string): number {
  const { loaded, record } = result;
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const { score, items } = viewOf({ ...loaded, record }, 'en', same);
  const { number } = pointNamed(record, named);
  const item = items[number - 1];
  if (context.json) context.printJson({ id: loaded.id, item, score });
  else {
    const lacks = item?.lacks === null || item?.lacks === undefined ? '' : ` (${item.lacks})`;
    context.print(`${loaded.id} ${number} ${item?.id}: ${item?.status.replace('_', ' ')}${lacks}`);
    context.note(`${score.completed} of ${score.total} complete; commit ${commit?.slice(0, 12)}`);
  }
  if (loaded.fold.state === 'approved') context.warn('the checklist was approved and is open again');
  context.noteCheckout(checkout);
  return 0;
}
