import type { Stepped } from '../operations/stepped.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { Context } from './context.ts';

/** Tells what a step of an onboarding came to: the record as JSON, or one line. `idOnly`: for scripts that go on with it. */
export function reportStep(
  context: Context,
  { result, commit, checkout }: Written<Stepped>,
  next: string,
  { idOnly = false }: { idOnly?: boolean } = {},
): number {
  const { id, record, action, changed, tookBack, voided } = result;
  const state = record.status?.state.replaceAll('_', ' ');
  if (context.json) context.printJson(record);
  else if (idOnly) context.print(id);
  else context.print(`${id} ${changed ? action : 'stands as it is'}${state === action ? '' : `; it is ${state}`}`);
  if (changed) context.note(`commit ${commit?.slice(0, 12)}; next: ${next}`);
  else context.note(`nothing to change: ${id} says so already; next: ${next}`);
  if (tookBack) context.warn('what was imported counts no more: import the workbook again');
  if (voided) context.warn('the approvals given so far are void: they were for what was there before');
  context.noteCheckout(checkout);
  return 0;
}
