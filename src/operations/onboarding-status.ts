import { stateOf } from '../domain/history.ts';
import { type Invitation, type OnboardingStatus as Standing, statusOf } from '../kinds/onboarding/status.ts';
import type { Deps } from './deps.ts';
import { gather, viewHolding } from './gather.ts';
import { type LetterFate, letterFates } from './letter-fates.ts';
import { nextFor } from './next-steps.ts';
import { unreached } from './reach-users.ts';
import { asSession } from './read-session.ts';

/** An onboarding as it stands, and what the person at the keyboard may do about it. */
export interface OnboardingStatus extends Standing {
  path: string;
  invitations: readonly (Invitation & {
    /** The type of channel that would bring the user a code, where the configuration has none; otherwise null. */
    needsChannel: 'email' | 'sms' | null;
    letter: LetterFate;
  })[];
  /** What to type next. */
  commands: readonly string[];
}

/** How far an onboarding has come, and what to type next. */
export async function onboardingStatus(deps: Deps, id: string): Promise<OnboardingStatus> {
  const view = await viewHolding(deps, id);
  const gathered = await gather(view, id, deps.clock.now());
  const { record, fold, path } = asSession(gathered.loaded);
  const state = stateOf(fold);
  const standing = statusOf(record, state);
  const nobody = state === 'completed' ? unreached(record, await view.config()) : [];
  const letters = await letterFates(deps, view, gathered);
  return {
    ...standing,
    invitations: standing.invitations.map((each) => ({
      ...each,
      letter: letters.get(each.user) ?? null,
      needsChannel: nobody.find(({ user }) => user === each.user)?.needs ?? null,
    })),
    path,
    commands: await nextFor(deps, view, gathered),
  };
}
