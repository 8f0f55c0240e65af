import { stringify } from 'yaml';
import type { Repository, Who } from './repository.ts';

/** What a test says of a company; everything else is filled in so that it is valid. */
export interface CompanyWish {
  tenant?: string;
  name?: string;
  ninea?: string;
}

export function companyOf({ name = 'Boutique Sow', ninea }: CompanyWish = {}) {
  return {
    name,
    ...(ninea === undefined ? {} : { ninea }),
    sector: 'retail',
    country: 'SN',
    site: { name: 'Siège', address: '12 rue de Thiong, Dakar' },
  };
}

/** An admin by e-mail and a collaborator by phone. `mark` keeps the addresses of two companies apart. */
export function usersOf(mark = 1) {
  return [
    { firstName: 'Fatou', lastName: 'Sow', email: `fatou${mark}@sow.example`, role: 'admin' },
    { firstName: 'Ali', lastName: 'Ba', phone: `+2217712345${String(mark).padStart(2, '0')}`, role: 'collaborator' },
  ];
}

/** Starts an onboarding and gives its id. */
export async function startOnboarding(
  repository: Repository,
  wish: CompanyWish = {},
  who: Who = 'ada',
): Promise<string> {
  const args = ['onboarding', 'start', '--tenant', wish.tenant ?? 'boutique-sow', '-f', '-'];
  const input = stringify({ company: companyOf(wish) });
  return (await repository.run(who, args, { input })).orThrow().stdout.trim();
}

/** The same with its users. */
export async function startWithUsers(repository: Repository, wish: CompanyWish = {}, mark = 1): Promise<string> {
  const id = await startOnboarding(repository, wish);
  const input = stringify(usersOf(mark));
  (await repository.run('ada', ['onboarding', 'users', id, '-f', '-'], { input })).orThrow();
  return id;
}
