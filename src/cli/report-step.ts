import type { App } from '../app.ts';
import { plainLine } from '../domain/plain-text.ts';
import type { Stepped } from '../operations/stepped.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { Context } from './context.ts';
import { noteNext } from './note-next.ts';

/**
 * Tells what a step of an onboarding came to, as the record in JSON or one line, and what this person may do next.
 * `idOnly`: for scripts that go on with it.
 */
export async function reportStep(
  context: Context,
  app: App,
  { result, commit, checkout }: Written<Stepped>,
  { idOnly = false }: { idOnly?: boolean } = {},
): Promise<number> {
  const { id, record, action, changed, nothing, tookBack, voided } = result;
  const state = record.status?.state.replaceAll('_', ' ');
  if (context.json) context.printJson(record);
  else if (idOnly) context.print(id);
  else if (nothing !== undefined) context.print(plainLine(`${id}: ${nothing}`));
  else context.print(`${id} ${changed ? action : 'stands as it is'}${state === action ? '' : `; it is ${state}`}`);
  const done = changed
    ? `commit ${commit?.slice(0, 12)}`
    : nothing === undefined
      ? `nothing to change: ${id} says so already`
      : 'nothing was written';
  await noteNext(context, app, id, done);
  if (tookBack) context.warn('what was imported counts no more: import the workbook again');
  if (voided) context.warn('the approvals given so far are void: they were for what was there before');
  context.noteCheckout(checkout);
  return 0;
}
