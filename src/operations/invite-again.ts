import { RgzError } from '../errors/rgz-error.ts';
import { keyOf, userNamed } from '../kinds/onboarding/invitations.ts';
import { specOf } from '../kinds/onboarding/spec.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { type Stepped, stepOn } from './stepped.ts';
import type { Written } from './write-until-won.ts';

/** Asks for new codes for these users, or for all of them where none is named. Those that they have stop working. */
export async function inviteAgain(
  deps: OnboardingDeps,
  id: string,
  named: readonly string[] = [],
): Promise<Written<Stepped>> {
  const { read } = await deps.phones.load();
  return stepOn(deps, id, {
    action: 'invitation-asked',
    make({ id: known, record }) {
      const { company, users = [] } = specOf(record);
      const wanted = named.map((text) => ({
        text,
        user: userNamed(record, text) ?? userNamed(record, read(text, company.country) ?? text),
      }));
      const unknown = wanted.filter(({ user }) => user === undefined).map(({ text }) => text);
      if (unknown.length > 0)
        throw new RgzError('input.invalid', `${known} has no user ${unknown.join(', ')}`, {
          remedy: [`its users are ${users.map(keyOf).join(', ')}`],
        });
      const meant = named.length === 0 ? users : wanted.flatMap(({ user }) => user ?? []);
      return { fields: { users: [...new Set(meant.map(keyOf))] } };
    },
  });
}
