import { leastReason, reasonLength } from '../domain/reason.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { type Acted, act } from './act.ts';
import type { Deps } from './deps.ts';
import type { Written } from './write-until-won.ts';

export { leastReason };

/** Rejects what a record asks for. Who asked for it is told why. */
export async function reject(deps: Deps, id: string, reason: string): Promise<Written<Acted>> {
  const length = reasonLength(reason);
  if (length < leastReason) {
    throw new RgzError('input.invalid', `the reason has ${length} characters, and needs at least ${leastReason}`, {
      remedy: [`rgz reject ${id} --reason "<what has to change before it can be approved>"`],
    });
  }
  return act(deps, id, 'rejected', () => ({ fields: { reason: reason.trim() } }));
}
