import { companyOf, sameCompany } from './company-page.ts';
import { sameUsers } from './users-check.ts';
import type { WizardState } from './wizard-state.ts';

/** Whether something stands on the screens that the record does not have. */
export function isUnsaved({ session, company, users, user }: WizardState): boolean {
  if (session === undefined) return companyOf(company).name !== '';
  return user !== undefined || !sameCompany(companyOf(company), session.company) || !sameUsers(users, session.users);
}
