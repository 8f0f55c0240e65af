import { isSame } from '../domain/canonical.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { specOf } from '../kinds/onboarding/spec.ts';
import type { LoadedRecord } from '../ports/records.ts';
import { changeOfSpec } from './change-of-spec.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { refuseDifferent, usersFrom } from './onboarding-entry.ts';
import { type Stepped, stepOn } from './stepped.ts';
import type { Written } from './write-until-won.ts';

/** The second step: who works there. Done again with the same people it changes nothing. */
export function setUsers(
  deps: OnboardingDeps,
  id: string,
  input: Json,
  { replace = false, seen }: { replace?: boolean | undefined; seen?: string | undefined } = {},
): Promise<Written<Stepped>> {
  const withUsers = async ({ record }: LoadedRecord): Promise<JsonObject> => {
    const users = await usersFrom(deps, input, specOf(record).company.country);
    return { ...record.spec, users: users as unknown as Json };
  };
  return stepOn(deps, id, {
    action: 'edited',
    seen,
    isDone: async (loaded) => isSame(loaded.record.spec, await withUsers(loaded)),
    async make(loaded, view) {
      const { kind, record } = loaded;
      const value = await withUsers(loaded);
      const had = (specOf(record).users ?? []).length > 0;
      if (had && !replace) refuseDifferent(loaded.id, record.spec, value);
      return changeOfSpec(deps, view, kind, record, value, ['users']);
    },
  });
}
