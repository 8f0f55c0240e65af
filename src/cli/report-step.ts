import type { Stepped } from '../operations/stepped.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { Context } from './context.ts';

/** Tells what a step of an onboarding came to: the record as JSON, or its id and one line. */
export function reportStep(context: Context, { result, commit, checkout }: Written<Stepped>, next: string): number {
  const { id, record, changed, tookBack } = result;
  if (context.json) context.printJson(record);
  else context.print(id);
  if (changed) context.note(`commit ${commit?.slice(0, 12)}; next: ${next}`);
  else context.note(`nothing to change: ${id} says so already; next: ${next}`);
  if (tookBack) context.warn('what was imported counts no more: import the workbook again');
  if (result.voided) context.warn('the approvals given so far are void: they were for what was there before');
  context.noteCheckout(checkout);
  return 0;
}
