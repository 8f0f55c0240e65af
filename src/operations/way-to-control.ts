import { mayForAny, personOf } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Deps } from './deps.ts';

/** What lets the person at the keyboard act as a controller; undefined where they may for some tenant, or it cannot be told. */
export async function wayToControl(deps: Pick<Deps, 'git' | 'store'>): Promise<string | undefined> {
  try {
    const { email } = (await deps.git.identity()).author;
    const policy = await (await deps.store.view('read')).policy();
    const person = personOf(policy, email);
    if (person !== undefined && mayForAny(person, 'controller.act')) return undefined;
    const key = policy.identity === 'signed' ? ' --key <public key file>' : '';
    return `rgz policy grant ${email} --role controller${key}`;
  } catch (error) {
    if (error instanceof RgzError) return undefined;
    throw error;
  }
}
