import { plainLine } from '../domain/plain-text.ts';
import type { Context } from './context.ts';
import { stateText } from './render/state.ts';
import type { Onboarded } from './ui/onboard-company.tsx';

/** What became of an onboarding that somebody left, and how to go on with it. */
export async function reportOnboarding(context: Context, done: Onboarded): Promise<void> {
  const late = await done.underWay;
  if (late?.refusal !== undefined) context.warn(`not written: ${late.refusal.message}`);
  const session = late?.session ?? done.session;
  if (done.unsaved) context.warn('not saved: what was entered and not confirmed');
  if (session === undefined) {
    context.print('nothing was written; begin again with: rgz onboard');
    return;
  }
  const steps = Object.values(session.done).filter(Boolean).length;
  const { id, state, company } = session;
  context.print(plainLine(`${id}: ${company.name}, ${steps} of 4 steps done, ${stateText(state)}`));
  if (state !== 'completed' && state !== 'cancelled')
    context.note(`go on with it here or on another machine: rgz onboard ${id}`);
}
