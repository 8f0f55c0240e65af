import type { RequestDraft } from '../request-draft.ts';
import type { ConversationProps } from '../screen/conversation.tsx';
import { formFrame } from './form-frame.ts';
import type { Form, FormState } from './form-state.ts';
import { openForm } from './open-form.ts';
import { stepForm } from './step-form.ts';

/** The create form as a conversation. */
export function requestConversation(
  form: Form,
  initial: Partial<RequestDraft>,
): Omit<ConversationProps<FormState>, 'onOver'> {
  return {
    first: openForm(form, initial),
    step: (state, key) => stepForm(form, state, key),
    isOver: (state) => state.outcome !== 'open',
    frame: (state, size) => formFrame(form, state, size),
  };
}
