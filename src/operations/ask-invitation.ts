import { RgzError } from '../errors/rgz-error.ts';
import { keyOf, userNamed } from '../kinds/onboarding/invitations.ts';
import { type Acted, act } from './act.ts';
import type { Deps } from './deps.ts';
import type { Written } from './write-until-won.ts';

/** Asks for new codes for users of a session, by e-mail address or telephone number. Those that they have stop working. */
export function askInvitation(deps: Deps, id: string, named: readonly string[]): Promise<Written<Acted>> {
  return act(deps, id, 'invitation-asked', ({ loaded: { record } }) => {
    const users = named.map((each) => {
      const user = userNamed(record, each);
      if (user !== undefined) return keyOf(user);
      throw new RgzError('input.invalid', `${record.metadata.id} has no user ${JSON.stringify(each)}`, {
        remedy: [`rgz onboarding status ${record.metadata.id}`],
      });
    });
    return { fields: { users: [...new Set(users)] } };
  });
}
