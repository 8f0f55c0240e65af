import type { Acted } from '../operations/act.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { Context } from './context.ts';

/** Tells what an action came to: the record as JSON, or one line. */
export async function reportAction(context: Context, written: Written<Acted>): Promise<number> {
  const { loaded, record, action, state, votes, voided } = written.result;
  if (context.json) context.printJson(record);
  else {
    const count = votes.needed === undefined ? '' : ` (${votes.valid} of ${votes.needed})`;
    context.print(`${loaded.id} ${action}${count}${state === action ? '' : `; it is ${state}`}`);
    if (voided) context.warn('the approvals given so far are void: they were for the spec as it was');
    context.note(`commit ${written.commit?.slice(0, 12)}; next: rgz show ${loaded.id}`);
  }
  context.noteCheckout(written.checkout);
  return 0;
}
