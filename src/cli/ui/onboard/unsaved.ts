import { companyOf, sameCompany } from './company-page.ts';
import { sameUsers } from './users-check.ts';
import type { WizardState } from './wizard-state.ts';

/** Whether something stands on the screens that the record does not have. */
export function isUnsaved({ session, company, users, user, screen }: WizardState): boolean {
  if (screen === 'sessions') return false;
  if (session === undefined) return companyOf(company).name !== '';
  return user !== undefined || !sameCompany(companyOf(company), session.company) || !sameUsers(users, session.users);
}
