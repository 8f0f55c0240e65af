import { approvalConversation } from './approval/approval-conversation.ts';
import type { Matter } from './approval/approval-state.ts';
import { converse, type Terminal } from './screen/converse.tsx';
import { wholeText } from './text/edited-text.ts';

export interface AskForApproval extends Terminal, Matter {}

/** Shows what is to be approved and asks. Undefined when the answer was not yes. */
export async function askForApproval({
  heading,
  facts,
  verdicts,
  ...terminal
}: AskForApproval): Promise<{ comment: string | undefined } | undefined> {
  const last = await converse(terminal, approvalConversation({ heading, facts, verdicts }));
  if (last?.stage !== 'approved') return undefined;
  const comment = wholeText(last.comment).trim();
  return { comment: comment === '' ? undefined : comment };
}
