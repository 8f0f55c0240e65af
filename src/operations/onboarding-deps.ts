import type { PhoneSource } from '../ports/phones.ts';
import type { Workbooks } from '../ports/workbook.ts';
import type { Deps } from './deps.ts';
import type { ReadWorkbook } from './read-workbook.ts';

/** What the steps of an onboarding work with beside what every operation does. */
export interface OnboardingDeps extends Deps {
  phones: PhoneSource;
  /** What knows workbooks is large, so it is loaded with the first of them. */
  loadWorkbooks(): Promise<Workbooks>;
  /** rgz's own picture, for repositories that have none. */
  loadLogo(): Promise<Uint8Array>;
  readWorkbook: ReadWorkbook;
}
