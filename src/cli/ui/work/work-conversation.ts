import type { ConversationProps } from '../screen/conversation.tsx';
import type { Desk } from './desk.ts';
import { FollowWork } from './follow-work.ts';
import { stepWork } from './step-work.ts';
import { workFrame } from './work-frame.ts';
import { isOver, openWork, type WorkState } from './work-state.ts';
import type { WorkView } from './work-view.ts';

export interface WorkConversation extends Omit<ConversationProps<WorkState>, 'onOver'> {
  follows: FollowWork;
}

/** Work on a checklist as a conversation. */
export function workConversation(view: WorkView, desk: Desk): WorkConversation {
  const first = openWork(view);
  const follows = new FollowWork(desk, first);
  return {
    first,
    step: (state, key, size) => stepWork(desk, state, key, size),
    isOver,
    frame: workFrame,
    follow: follows.follow,
    follows,
  };
}
