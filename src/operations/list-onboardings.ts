import { onboarding } from '../kinds/onboarding/index.ts';
import type { Deps } from './deps.ts';
import { type Listing, listRecords } from './list-records.ts';

export interface WhichOnboardings {
  states?: readonly string[];
  tenant?: string;
  limit?: number;
}

export const onboardingStates: readonly string[] = onboarding.states;

/** Onboardings, newest first. */
export function listOnboardings(
  deps: Pick<Deps, 'git' | 'store' | 'kinds'>,
  which: WhichOnboardings = {},
): Promise<Listing> {
  return listRecords(deps, { kind: onboarding.kind, ...which });
}
