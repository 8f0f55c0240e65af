/** Somebody who works with the repository of a test: their first address, and what the policy gives them. */
export interface PersonSetup {
  name: string;
  email: string;
  /** Further addresses of theirs in the policy. */
  also?: readonly string[];
  /** `cpi`, or `cpi:tenant-finance` for one tenant. None: the policy lists them without a role. */
  roles: readonly string[];
}

/** One person for every part in the story of a promotion. `sam` is not in the policy. */
export const cast = {
  ada: { name: 'Ada Admin', email: 'ada@example.com', roles: ['admin'] },
  dora: { name: 'Dora Dev', email: 'dora@example.com', also: ['dora@home.example'], roles: ['devops'] },
  dan: { name: 'Dan Dev', email: 'dan@example.com', roles: ['devops:tenant-retail'] },
  carl: { name: 'Carl Cpi', email: 'carl@example.com', also: ['carl@home.example'], roles: ['cpi:tenant-finance'] },
  cleo: { name: 'Cleo Cpi', email: 'cleo@example.com', roles: ['cpi-admin'] },
  cora: { name: 'Cora Cpi', email: 'cora@example.com', roles: ['cpi-admin'] },
  vera: { name: 'Vera View', email: 'vera@example.com', roles: ['viewer'] },
  robot: { name: 'Controller', email: 'controller@example.com', roles: ['controller'] },
} as const satisfies Record<string, PersonSetup>;

export const stranger = { name: 'Sam Stranger', email: 'sam@elsewhere.example', roles: [] } as const;

export const tenants = ['tenant-finance', 'tenant-retail'] as const;
