import type { RecordData } from '../domain/record.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Config } from '../generated/types/config.v1.ts';
import { dueInvitations, keyOf, userNamed } from '../kinds/onboarding/invitations.ts';
import { specOf } from '../kinds/onboarding/spec.ts';
import type { LoadedRecord } from '../ports/records.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { unreached } from './reach-users.ts';
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
    const meant = named.length === 0 ? users : wanted.flatMap(({ user }) => user ?? []);
    return [...new Set(meant.map(keyOf))];
  };
  const askedIn = (loaded: LoadedRecord) => meantIn(loaded).filter((user) => !dueIn(loaded.record).includes(user));
  const written = await stepOn(deps, id, {
    action: 'invitation-asked',
    isDone: (loaded) => loaded.fold.state === 'completed' && askedIn(loaded).length === 0,
    make: (loaded) => ({ fields: { users: askedIn(loaded) } }),
  });
  const { result } = written;
  if (result.changed) return written;
  const config = await (await deps.store.view('read')).config();
  return { ...written, result: { ...result, nothing: whyNothing(result.record, config, meantIn(result)) } };
}

function dueIn(record: RecordData): readonly string[] {
  return dueInvitations(record).map(({ user }) => keyOf(user));
}

/** Whoever is due gets a code without anybody asking, as soon as a channel reaches them. */
function whyNothing(record: RecordData, config: Config, meant: readonly string[]): string {
  const nobody = unreached(record, config).filter(({ user }) => meant.includes(user));
  const away = nobody.map(({ user }) => user);
  const waiting = meant.filter((user) => !away.includes(user));
  const types = [...new Set(nobody.map(({ needs }) => needs))];
  return [
    ...(away.length > 0
      ? [`no channel of type ${types.join(' or ')} reaches ${away.join(', ')}, so no code is issued to them`]
      : []),
    ...(waiting.length > 0 ? [`a code for ${waiting.join(', ')} is due already; a controller issues it`] : []),
  ].join('; ');
}
