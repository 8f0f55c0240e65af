import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import { normaliseEmail } from './email.ts';
import type { Locale } from './notice.ts';
import { isRole, type Right, type Role, roleAllows, roles } from './roles.ts';

export type Impact = 'low' | 'medium' | 'high' | 'critical';

export interface Grant {
  role: Role;
  /** undefined: all tenants. */
  tenants: readonly string[] | undefined;
}

/** One human or machine, with every address and key that is theirs. */
export interface Person {
  /** The first e-mail, normalised: how rgz names the person. */
  id: string;
  name: string;
  emails: readonly string[];
  keys: readonly string[];
  github: string | undefined;
  /** How to tell them things. */
  locale: Locale | undefined;
  phone: string | undefined;
  slack: string | undefined;
  grants: readonly Grant[];
}

export interface Policy {
  /** What it was read from. */
  file: PolicyFile;
  version: number;
  identity: 'signed' | 'author';
  people: readonly Person[];
  byEmail: ReadonlyMap<string, Person>;
  byKey: ReadonlyMap<string, Person>;
  quorum: Readonly<Record<Impact, number>>;
  /** How many people must approve an emergency, whatever its impact. */
  emergencyQuorum: number;
  requireSource: boolean;
  retries: number;
  stop: NonNullable<PolicyFile['stop']>;
  freezes: NonNullable<PolicyFile['freezes']>;
  gates: NonNullable<PolicyFile['gates']>;
  onboarding: { requireCutover: boolean; requireReview: boolean };
}

export interface PolicyProblem {
  pointer: string;
  message: string;
}

export type PolicyReading = { ok: true; policy: Policy } | { ok: false; problems: readonly PolicyProblem[] };

/** Turns a policy file that fits its schema into one that can be asked. Anything ambiguous is a problem, never a guess. */
export function readPolicy(file: PolicyFile): PolicyReading {
  const problems: PolicyProblem[] = [];
  const byEmail = new Map<string, Person>();
  const byKey = new Map<string, Person>();
  const byLogin = new Map<string, Person>();
  const aliases = file.aliases ?? {};

  for (const [alias, target] of Object.entries(aliases)) {
    if (isRole(alias))
      problems.push({ pointer: `/aliases/${alias}`, message: `"${alias}" is a role already and cannot be an alias` });
    if (!isRole(target)) problems.push({ pointer: `/aliases/${alias}`, message: unknownRole(target) });
  }

  const people = file.people.map((entry, index): Person => {
    const grants = entry.roles.map((granted, at): Grant => {
      const role = roleNamed(aliases, granted.role);
      if (!isRole(role)) problems.push({ pointer: `/people/${index}/roles/${at}/role`, message: unknownRole(role) });
      return { role: role as Role, tenants: granted.tenants };
    });
    const emails = entry.emails.map(normaliseEmail);
    const person: Person = {
      id: emails[0] ?? '',
      name: entry.name ?? emails[0] ?? '',
      emails,
      keys: entry.keys ?? [],
      github: entry.github,
      locale: entry.locale,
      phone: entry.phone,
      slack: entry.slack,
      grants,
    };
    claim(byEmail, emails, person, (at) => `/people/${index}/emails/${at}`, problems);
    claim(byKey, person.keys, person, (at) => `/people/${index}/keys/${at}`, problems);
    const logins = entry.github === undefined ? [] : [entry.github.toLowerCase()];
    claim(byLogin, logins, person, () => `/people/${index}/github`, problems);
    return person;
  });

  if (problems.length > 0) return { ok: false, problems };
  const quorum = { low: 1, medium: 1, high: 1, critical: 2, ...file.promotions?.quorum };
  return {
    ok: true,
    policy: {
      file,
      version: file.version,
      identity: file.identity,
      people,
      byEmail,
      byKey,
      quorum,
      emergencyQuorum: file.promotions?.emergency?.quorum ?? 1,
      requireSource: file.promotions?.requireSource ?? false,
      retries: file.promotions?.retries ?? 0,
      stop: file.stop ?? {},
      freezes: file.freezes ?? [],
      gates: file.gates ?? [],
      onboarding: { requireCutover: false, requireReview: false, ...file.onboarding },
    },
  };
}

/** The role that a name stands for: what an alias leads to, otherwise the name itself. */
export function roleNamed(aliases: PolicyFile['aliases'], name: string): string {
  return aliases !== undefined && Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}

/** The person with this address in any spelling, or undefined for a stranger. */
export function personOf(policy: Policy, email: string): Person | undefined {
  return policy.byEmail.get(normaliseEmail(email));
}

/** Whether two addresses mean one person; strangers are compared by the address. */
export function samePerson(policy: Policy, left: string, right: string): boolean {
  const [one, other] = [personOf(policy, left), personOf(policy, right)];
  return one === undefined || other === undefined ? normaliseEmail(left) === normaliseEmail(right) : one === other;
}

/** Whether somebody has a right for some tenant, whichever that is. */
export function mayForAny({ grants }: Pick<Person, 'grants'>, right: Right): boolean {
  return grants.some(({ role }) => roleAllows(role, right));
}

/** Whether a person has a right for a tenant. Without a tenant the grant must cover all of them. */
export function mayDo(person: Person, right: Right, tenant: string | undefined): boolean {
  return person.grants.some(
    (grant) =>
      roleAllows(grant.role, right) &&
      (grant.tenants === undefined || (tenant !== undefined && grant.tenants.includes(tenant))),
  );
}

/** Everyone who has a right for a tenant. */
export function holdersOf(policy: Policy, right: Right, tenant: string | undefined): readonly Person[] {
  return policy.people.filter((person) => mayDo(person, right, tenant));
}

/** Everyone who was given a role for a tenant, by its name or an alias of it. */
export function thoseWhoAre(policy: Policy, name: string, tenant: string): readonly Person[] {
  const role = roleNamed(policy.file.aliases, name);
  const isFor = ({ role: given, tenants }: Grant) => given === role && (tenants?.includes(tenant) ?? true);
  return policy.people.filter(({ grants }) => grants.some(isFor));
}

function unknownRole(name: string): string {
  return `there is no role "${name}"; the roles are ${Object.keys(roles).join(', ')}`;
}

function claim(
  index: Map<string, Person>,
  values: readonly string[],
  person: Person,
  pointer: (at: number) => string,
  problems: PolicyProblem[],
) {
  values.forEach((value, at) => {
    const owner = index.get(value);
    if (owner !== undefined)
      problems.push({
        pointer: pointer(at),
        message: `${value} is listed twice: for ${owner.id} and ${person.id}`,
      });
    index.set(value, person);
  });
}
