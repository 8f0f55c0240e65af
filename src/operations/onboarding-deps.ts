import type { PhoneSource } from '../ports/phones.ts';
import type { Deps } from './deps.ts';

/** What the steps of an onboarding work with beside what every operation does. */
export interface OnboardingDeps extends Deps {
  phones: PhoneSource;
}
