import { stateOf } from '../domain/history.ts';
import { type OnboardingStatus, statusOf } from '../kinds/onboarding/status.ts';
import type { Deps } from './deps.ts';
import { loadSession } from './read-session.ts';

export type { OnboardingStatus };

/** How far an onboarding has come, and what to type next. */
export async function onboardingStatus(
  deps: Pick<Deps, 'git' | 'store'>,
  id: string,
): Promise<OnboardingStatus & { path: string }> {
  const { loaded } = await loadSession(deps, id);
  return { ...statusOf(loaded.record, stateOf(loaded.fold)), path: loaded.path };
}
