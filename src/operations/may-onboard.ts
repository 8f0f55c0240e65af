import { firstFew } from '../domain/first-few.ts';
import { holdersOf, mayDo, mayForAny, personOf } from '../domain/policy.ts';
import type { Deps } from './deps.ts';
import { type Asking, askingBy } from './ways-on.ts';

/** Why somebody can fill in nothing that would be taken, and whom to ask. */
export interface Barred {
  message: string;
  remedy: readonly string[];
}

const right = 'onboarding.manage';

/** The same for the person at the keyboard, as the policy stands. */
export async function barredFromStarting(
  deps: Pick<Deps, 'git' | 'store'>,
  tenant: string | undefined,
): Promise<Barred | undefined> {
  const view = await deps.store.view('read');
  return barredFrom(await askingBy(deps, await view.policy()), tenant);
}

/** Told before anything is filled in; undefined where they may. Without a tenant it counts whether they may for any at all. */
export function barredFrom({ policy, email }: Asking, tenant?: string): Barred | undefined {
  const person = personOf(policy, email);
  const may = person !== undefined && (tenant === undefined ? mayForAny(person, right) : mayDo(person, right, tenant));
  if (may) return undefined;
  const holders = holdersOf(policy, right, tenant).map(({ id }) => id);
  const who = email === '' ? 'whoever this is, for Git knows no address,' : email;
  return {
    message: `${who} may not onboard ${tenant ?? 'companies'}: what is changed here is not taken`,
    remedy: holders.length === 0 ? [] : [`ask ${firstFew(holders, 'or')}`],
  };
}
