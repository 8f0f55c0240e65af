import { stateOf } from '../domain/history.ts';
import type { Deps } from './deps.ts';
import { type Stepped, stepOn } from './stepped.ts';
import type { Written } from './write-until-won.ts';

/** Ends an onboarding before its tenant is active. Its company, its users' addresses and its tenant may then be had by another. */
export function cancelOnboarding(deps: Deps, id: string, reason?: string): Promise<Written<Stepped>> {
  return stepOn(deps, id, {
    action: 'cancelled',
    isDone: ({ fold }) => stateOf(fold) === 'cancelled',
    make: () => (reason === undefined ? {} : { fields: { reason } }),
  });
}
