import { stateOf } from '../domain/history.ts';
import { actionOf } from '../domain/kind.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { afterTheEnd, missingStep, standingWords } from '../kinds/onboarding/next.ts';
import { sentBackIn } from '../kinds/onboarding/sent-back.ts';
import { nextStep } from '../kinds/onboarding/steps.ts';
import type { Deps } from './deps.ts';
import { nextSteps } from './next-steps.ts';
import { loadSession } from './read-session.ts';

/** A step that came too early or too late is refused with what this person may do instead. Any other error stays as it is. */
export async function throwWithNext(deps: Deps, id: string, action: string, error: unknown): Promise<never> {
  if (!(error instanceof RgzError) || error.code !== 'onboarding.wrong-state') throw error;
  const [{ loaded }, next] = await Promise.all([loadSession(deps, id), nextSteps(deps, id)]);
  const { record, fold, kind } = loaded;
  const { tenant } = record.metadata;
  const state = stateOf(fold);
  const over = afterTheEnd(loaded.id, state, tenant);
  const sentBack = sentBackIn(record.status?.history ?? []);
  const missing =
    action === 'activation-ordered' && over === undefined ? missingStep(nextStep(record) ?? null, sentBack) : undefined;
  const phrase = actionOf(kind, action)?.phrase ?? action;
  const active = state === 'completed' ? `: ${tenant} is an active tenant` : '';
  const message =
    missing === undefined
      ? `${loaded.id} ${standingWords(state)}, and cannot be ${phrase} ${over === undefined ? 'now' : 'any more'}${active}`
      : `${loaded.id} cannot be activated yet: ${missing}`;
  const more = missing === undefined ? error.remedy : [`rgz onboarding status ${loaded.id}`];
  throw new RgzError(error.code, message, {
    remedy: over ?? [...new Set([...next, ...more])],
    explanations: [
      ...error.explanations.filter(({ rule }) => rule !== 'state'),
      { rule: 'state', message: `it is ${state.replaceAll('_', ' ')}` },
    ],
    cause: error,
  });
}
