import { RgzError } from '../errors/rgz-error.ts';
import { dueInvitations, keyOf, userNamed } from '../kinds/onboarding/invitations.ts';
import { specOf } from '../kinds/onboarding/spec.ts';
import type { LoadedRecord } from '../ports/records.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { type Stepped, stepOn } from './stepped.ts';
import type { Written } from './write-until-won.ts';

/**
 * Asks for new codes for these users, or for all of them where none is named. Those that they have stop working. Whoever
 * is to get one already is not asked for again.
 */
export async function inviteAgain(
  deps: OnboardingDeps,
  id: string,
  named: readonly string[] = [],
): Promise<Written<Stepped>> {
  const { read } = await deps.phones.load();
  const meantIn = ({ id: known, record }: Pick<LoadedRecord, 'id' | 'record'>): readonly string[] => {
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
    const due = new Set(dueInvitations(record).map(({ user }) => keyOf(user)));
    const meant = named.length === 0 ? users : wanted.flatMap(({ user }) => user ?? []);
    return [...new Set(meant.map(keyOf))].filter((user) => !due.has(user));
  };
  return stepOn(deps, id, {
    action: 'invitation-asked',
    isDone: (loaded) => loaded.fold.state === 'completed' && meantIn(loaded).length === 0,
    make: (loaded) => ({ fields: { users: [...meantIn(loaded)] } }),
  });
}
