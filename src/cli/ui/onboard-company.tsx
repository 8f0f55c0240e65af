import type { OnboardDesk, Outcome } from './onboard/desk.ts';
import { openWizard } from './onboard/navigate.ts';
import type { Barred, Session, SessionLine } from './onboard/session.ts';
import { writes } from './onboard/settle.ts';
import { isUnsaved } from './onboard/unsaved.ts';
import { wizardConversation } from './onboard/wizard-conversation.ts';
import { converse, type Terminal } from './screen/converse.tsx';

export interface OnboardCompany extends Terminal {
  desk: OnboardDesk;
  /** Those to choose from; none where one was named. */
  sessions?: readonly SessionLine[] | undefined;
  session?: Session | undefined;
  /** The tenant of a new one, where it was named. */
  tenant?: string | undefined;
  /** Why whoever is here can start none. */
  barred?: Barred | undefined;
  /** Takes the screen away. */
  until: AbortSignal;
}

export interface Onboarded {
  session: Session | undefined;
  /** How many changes were written. */
  written: number;
  interrupted: boolean;
  /** Something was entered and not saved. */
  unsaved: boolean;
  /** A change that was begun and has not come back. */
  underWay: Promise<Outcome> | undefined;
}

/** Leads through an onboarding until somebody leaves it. Each step is written as it is confirmed. */
export async function onboardCompany({
  desk,
  sessions,
  session,
  tenant,
  barred,
  until,
  ...terminal
}: OnboardCompany): Promise<Onboarded> {
  const { follows, ...conversation } = wizardConversation(openWizard({ sessions, session, tenant, barred }), desk);
  await converse(terminal, conversation, { apart: true, until });
  const { last, underWay } = follows;
  return {
    session: last.session,
    written: last.written,
    interrupted: last.outcome !== 'left',
    unsaved: isUnsaved(last),
    underWay: last.job !== undefined && writes(last.job.wish) ? underWay : undefined,
  };
}
