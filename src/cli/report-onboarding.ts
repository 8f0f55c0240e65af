import { plainLine } from '../domain/plain-text.ts';
import type { Context } from './context.ts';
import { stateText } from './render/state.ts';
import type { Onboarded } from './ui/onboard-company.tsx';

/** What became of an onboarding that somebody left, and how to go on with it. */
export async function reportOnboarding(context: Context, done: Onboarded): Promise<void> {
  const late = await done.underWay;
  if (late?.refusal !== undefined) context.warn(`not written: ${late.refusal.message}`);
  const session = late?.session ?? done.session;
  const wrote = late !== undefined && late.refusal === undefined;
  if (done.unsaved && !wrote) context.warn('not saved: what was entered and not confirmed');
  if (session === undefined) {
    context.print('nothing was written; begin again with: rgz onboard');
    return;
  }
  const steps = Object.values(session.done).filter(Boolean).length;
  const { id, state, company } = session;
  const written = done.written + (wrote && late.unchanged !== true ? 1 : 0);
  const changes = `${written} ${written === 1 ? 'change' : 'changes'} written`;
  context.print(plainLine(`${id}: ${company.name}, ${steps} of 4 steps done, ${stateText(state)}; ${changes}`));
  if (state !== 'completed' && state !== 'cancelled')
    context.note(`go on with it here or on another machine: rgz onboard ${id}`);
}
