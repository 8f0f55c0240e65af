import type { RecordData } from '../../domain/record.ts';
import type { OnboardingSession } from '../../generated/types/onboarding-session.v1.ts';

export type SessionSpec = OnboardingSession['spec'];
export type Company = SessionSpec['company'];
export type User = NonNullable<SessionSpec['users']>[number];

/** The language of a company that names none. */
export const usualLocale = 'fr';

export function specOf({ spec }: Pick<RecordData, 'spec'>): SessionSpec {
  return spec as unknown as SessionSpec;
}
