import { isReady } from './form/draft.ts';
import { requestConversation } from './form/request-conversation.ts';
import { requestFields } from './form/request-fields.ts';
import type { DraftProblems, RequestDraft } from './request-draft.ts';
import { converse, type Terminal } from './screen/converse.tsx';

export interface AskForRequest extends Terminal {
  tenants: readonly string[];
  environments: readonly string[];
  /** Answers that are known already. They can be changed; the form opens at the first that is missing or wrong. */
  initial: Partial<RequestDraft>;
  /** What is wrong with a draft so far, by field. Asked after every key; nothing is committed unless it finds nothing. */
  check: (draft: Partial<RequestDraft>) => DraftProblems;
}

/** Asks for a request, field by field. Undefined when the user left. */
export async function askForRequest({
  tenants,
  environments,
  initial,
  check,
  ...terminal
}: AskForRequest): Promise<RequestDraft | undefined> {
  const form = { fields: requestFields(tenants, environments), check };
  const last = await converse(terminal, requestConversation(form, initial));
  return last?.outcome === 'committed' && isReady(form, last.draft) ? last.draft : undefined;
}
