import { stateOf } from '../domain/history.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { missingStep } from '../kinds/onboarding/next.ts';
import { nextStep } from '../kinds/onboarding/steps.ts';
import type { Deps } from './deps.ts';
import { nextSteps } from './next-steps.ts';
import { loadSession } from './read-session.ts';

/** A step that came too early or too late is refused with what this person may do instead. Any other error stays as it is. */
export async function throwWithNext(deps: Deps, id: string, action: string, error: unknown): Promise<never> {
  if (!(error instanceof RgzError) || error.code !== 'onboarding.wrong-state') throw error;
  const [{ loaded }, next] = await Promise.all([loadSession(deps, id), nextSteps(deps, id)]);
  const { record, fold } = loaded;
  const missing = action === 'activation-ordered' ? missingStep(nextStep(record) ?? null) : undefined;
  const state = stateOf(fold).replaceAll('_', ' ');
  const message = missing === undefined ? error.message : `${loaded.id} cannot be activated yet: ${missing}`;
  const { explanations } = error;
  throw new RgzError(error.code, message, {
    remedy: [...new Set([...next, ...(missing === undefined ? error.remedy : [`rgz onboarding status ${loaded.id}`])])],
    explanations: missing === undefined ? explanations : [{ rule: 'state', message: `it is ${state}` }],
    cause: error,
  });
}
