import { activateScreen } from './activate-screen.ts';
import { companyScreen } from './company-screen.ts';
import { errorsScreen } from './errors-screen.ts';
import { fileScreen } from './file-screen.ts';
import { planScreen } from './plan-screen.ts';
import { readingScreen } from './reading-screen.ts';
import type { Screen } from './screen.ts';
import { sessionsScreen } from './sessions-screen.ts';
import { summaryScreen } from './summary-screen.ts';
import { userScreen } from './user-screen.ts';
import { usersScreen } from './users-screen.ts';
import { waitingScreen } from './waiting-screen.ts';
import type { ScreenName, WizardState } from './wizard-state.ts';
import { workbookScreen } from './workbook-screen.ts';

const screens: Readonly<Record<ScreenName, Screen>> = {
  sessions: sessionsScreen,
  company: companyScreen,
  users: usersScreen,
  user: userScreen,
  workbook: workbookScreen,
  file: fileScreen,
  reading: readingScreen,
  errors: errorsScreen,
  plan: planScreen,
  activate: activateScreen,
  waiting: waitingScreen,
  summary: summaryScreen,
};

export function screenOf({ screen }: Pick<WizardState, 'screen'>): Screen {
  return screens[screen];
}
