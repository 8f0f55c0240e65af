import type { ConversationProps } from '../screen/conversation.tsx';
import { approvalFrame } from './approval-frame.ts';
import { type ApprovalState, type Matter, unanswered } from './approval-state.ts';
import { stepApproval } from './step-approval.ts';

/** The approval prompt as a conversation. */
export function approvalConversation(matter: Matter): Omit<ConversationProps<ApprovalState>, 'onOver'> {
  return {
    first: unanswered,
    step: (state, key, size) => stepApproval(matter, state, key, size),
    isOver: ({ stage }) => stage === 'approved' || stage === 'left',
    frame: (state, size) => approvalFrame(matter, state, size),
  };
}
