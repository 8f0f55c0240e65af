import { normaliseEmail } from '../domain/email.ts';
import type { Locale } from '../domain/notice.ts';
import { roleNamed } from '../domain/policy.ts';
import { isRole, roles } from '../domain/roles.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { YamlEdit } from '../ports/yaml.ts';
import type { PolicyChange } from './change-policy.ts';

export interface Grant {
  email: string;
  role?: string;
  /** undefined: all tenants. */
  tenants?: readonly string[];
  name?: string;
  /** Public keys, `type base64`. */
  keys?: readonly string[];
  github?: string;
  /** How they are told things. */
  locale?: Locale;
  phone?: string;
  slack?: string;
  /** Further addresses of the same person. */
  also?: readonly string[];
}

type Entry = PolicyFile['people'][number];

/** The edits that give a person a role, a key, a name or another address. What is there already is left alone. */
export function planGrant(file: PolicyFile, grant: Grant): PolicyChange {
  refuseUnknownRole(file, grant.role);
  const index = file.people.findIndex((entry) =>
    entry.emails.some((email) => normaliseEmail(email) === normaliseEmail(grant.email)),
  );
  const entry = file.people[index];
  const edits =
    entry === undefined
      ? [{ op: 'append' as const, path: ['people'], value: newEntry(grant) }]
      : changes(file, index, grant);
  const what = grant.role ?? 'details';
  const scope = grant.role === undefined ? '' : ` for ${grant.tenants?.join(', ') ?? 'all tenants'}`;
  return { action: 'granted', phrase: `grants ${what} to ${grant.email}${scope}`, edits };
}

/** Throws for a role that is neither one of rgz's nor an alias of the policy. */
export function refuseUnknownRole(file: PolicyFile, role: string | undefined): void {
  if (role === undefined || isRole(roleNamed(file.aliases, role))) return;
  throw new RgzError('input.invalid', `there is no role "${role}"`, {
    remedy: [`the roles are ${[...Object.keys(roles), ...Object.keys(file.aliases ?? {})].join(', ')}`],
  });
}

function newEntry(grant: Grant) {
  return {
    ...(grant.name === undefined ? {} : { name: grant.name }),
    emails: [grant.email, ...(grant.also ?? [])],
    ...(grant.keys === undefined || grant.keys.length === 0 ? {} : { keys: [...grant.keys] }),
    ...details(grant),
    roles: grant.role === undefined ? [] : [roleEntry(grant)],
  };
}

/** What is known of a person beside their name, as far as it was given. */
function details(grant: Grant): Record<string, string> {
  const given = (['github', 'locale', 'phone', 'slack'] as const).map((field) => [field, grant[field]] as const);
  return Object.fromEntries(given.filter((each): each is [(typeof each)[0], string] => each[1] !== undefined));
}

function roleEntry(grant: Grant) {
  return { role: grant.role ?? '', ...(grant.tenants === undefined ? {} : { tenants: [...grant.tenants] }) };
}

function changes(file: PolicyFile, index: number, grant: Grant): YamlEdit[] {
  const entry = file.people[index] as Entry;
  const at = ['people', index];
  const known = entry.emails.map(normaliseEmail);
  const emails = (grant.also ?? []).filter((email) => !known.includes(normaliseEmail(email)));
  const keys = (grant.keys ?? []).filter((key) => !entry.keys?.includes(key));
  return [
    ...Object.entries({ ...(grant.name === undefined ? {} : { name: grant.name }), ...details(grant) })
      .filter(([field, value]) => entry[field as keyof Entry] !== value)
      .map(([field, value]) => ({ op: 'set' as const, path: [...at, field], value })),
    ...emails.map((value) => ({ op: 'append' as const, path: [...at, 'emails'], value })),
    ...keys.map((value) => ({ op: 'append' as const, path: [...at, 'keys'], value })),
    ...roleChanges(file.aliases, entry, at, grant),
  ];
}

function roleChanges(aliases: PolicyFile['aliases'], entry: Entry, at: (string | number)[], grant: Grant): YamlEdit[] {
  if (grant.role === undefined) return [];
  const role = roleNamed(aliases, grant.role);
  const place = entry.roles.findIndex((each) => roleNamed(aliases, each.role) === role);
  const granted = entry.roles[place];
  if (granted === undefined) return [{ op: 'append', path: [...at, 'roles'], value: roleEntry(grant) }];
  const tenants = [...at, 'roles', place, 'tenants'];
  if (granted.tenants === undefined) return [];
  if (grant.tenants === undefined) return [{ op: 'remove', path: tenants }];
  return grant.tenants
    .filter((each) => !granted.tenants?.includes(each))
    .map((value) => ({ op: 'append' as const, path: tenants, value }));
}
