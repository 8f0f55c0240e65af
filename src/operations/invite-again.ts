import { normaliseEmail } from '../domain/email.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { specOf, type User } from '../kinds/onboarding/spec.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { type Stepped, stepOn } from './stepped.ts';
import type { Written } from './write-until-won.ts';

/** Asks for another invitation of these users, or of all of them where none is named. */
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
      const key = (text: string) => (text.includes('@') ? normaliseEmail(text) : (read(text, company.country) ?? text));
      const wanted = named.map((text) => ({ text, user: users.find((each) => isNamed(each, key(text))) }));
      const unknown = wanted.filter(({ user }) => user === undefined).map(({ text }) => text);
      if (unknown.length > 0)
        throw new RgzError('input.invalid', `${known} has no user ${unknown.join(', ')}`, {
          remedy: [`its users are ${users.map(nameOf).join(', ')}`],
        });
      const meant = named.length === 0 ? users : wanted.flatMap(({ user }) => user ?? []);
      return { fields: { users: [...new Set(meant.map(nameOf))] } };
    },
  });
}

function isNamed({ email, phone }: User, key: string): boolean {
  return (email !== undefined && normaliseEmail(email) === key) || phone === key;
}

/** As events name them: by their e-mail address, or by their number where they have none. */
function nameOf({ email, phone = '' }: User): string {
  return email ?? phone;
}
