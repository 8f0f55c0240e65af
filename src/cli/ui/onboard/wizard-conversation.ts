import type { ConversationProps } from '../screen/conversation.tsx';
import type { OnboardDesk } from './desk.ts';
import { FollowWizard } from './follow-wizard.ts';
import { stepWizard } from './step-wizard.ts';
import { wizardFrame } from './wizard-frame.ts';
import { isOver, type WizardState } from './wizard-state.ts';

export interface WizardConversation extends Omit<ConversationProps<WizardState>, 'onOver'> {
  follows: FollowWizard;
}

/** An onboarding as a conversation. */
export function wizardConversation(first: WizardState, desk: OnboardDesk): WizardConversation {
  const follows = new FollowWizard(desk, first, stepWizard);
  return { first, step: stepWizard, isOver, frame: wizardFrame, follow: follows.follow, follows };
}
