import { differences } from '../domain/differences.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import type { Problem } from '../domain/kind.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { type Missing, readCompany } from '../kinds/onboarding/entry/read-company.ts';
import { readUsers } from '../kinds/onboarding/entry/read-users.ts';
import type { SessionSpec, User } from '../kinds/onboarding/spec.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { refuseProblems } from './world.ts';

export interface StartEntry {
  spec: SessionSpec;
  missing: readonly Missing[];
  problems: readonly Problem[];
}

/** What somebody gave for the first step, and all that is wrong with it. For forms as well, which ask while people type. */
export async function readStart(deps: Pick<OnboardingDeps, 'phones'>, input: Json): Promise<StartEntry> {
  const { company, locale, users, missing, problems } = readCompany(input);
  const people = users === undefined ? undefined : await peopleIn(deps, users.value, company.country, users.pointer);
  return {
    spec: {
      company,
      ...(people === undefined ? {} : { users: [...people.users] }),
      ...(locale === undefined ? {} : { locale }),
    },
    missing,
    problems: [...problems, ...(people?.problems ?? [])],
  };
}

/** What somebody gave for the second step. A number without its country is one of the company's. */
export async function peopleIn({ phones }: Pick<OnboardingDeps, 'phones'>, input: Json, country: string, at = '') {
  const { read } = await phones.load();
  return readUsers(input, country, read, at);
}

/** The people in an input; throws `input.invalid` with everything that is wrong. */
export async function usersFrom(
  deps: Pick<OnboardingDeps, 'phones'>,
  input: Json,
  country: string,
): Promise<readonly User[]> {
  const { users, problems } = await peopleIn(deps, input, country);
  refuseProblems(problems);
  return users;
}

/** Told where a step is done again with other values than it was done with. */
export function refuseDifferent(id: string, was: JsonObject, given: JsonObject): void {
  const found = differences(was, given, '/spec');
  if (found.length === 0) return;
  const words = found.map(({ pointer, ...each }) => {
    const path = pointer.slice('/spec/'.length).replaceAll('/', '.');
    return { pointer, ...each, message: `${path} is ${shown(each.was)}, and ${shown(each.given)} was given` };
  });
  throw new RgzError(
    'onboarding.differs',
    `${id} has other values in ${found.length === 1 ? 'one place' : `${found.length} places`}`,
    {
      remedy: ['give the same values, or --replace to change it', `rgz onboarding status ${id}`],
      explanations: words.map((each) => ({ rule: 'onboarding.differs', ...each })),
    },
  );
}

function shown(value: Json): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}
