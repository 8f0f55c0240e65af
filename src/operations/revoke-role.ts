import { normaliseEmail } from '../domain/email.ts';
import { roleNamed } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { YamlEdit } from '../ports/yaml.ts';
import type { PolicyChange } from './change-policy.ts';
import { refuseUnknownRole } from './grant-role.ts';

/**
 * The edits that take one role, or all, from a person, everywhere or for one tenant. A role for all tenants is not narrowed
 * to all but one. Their addresses and keys stay listed, so that they stay one person.
 */
export function planRevoke(
  file: PolicyFile,
  email: string,
  role: string | undefined,
  tenant: string | undefined,
): PolicyChange {
  const index = file.people.findIndex((entry) =>
    entry.emails.some((each) => normaliseEmail(each) === normaliseEmail(email)),
  );
  const entry = file.people[index];
  if (entry === undefined)
    throw new RgzError('input.invalid', `the policy knows nobody as ${email}`, { remedy: ['rgz policy show'] });
  refuseUnknownRole(file, role);
  const phrase = `revokes ${role ?? 'every role'} of ${email}${tenant === undefined ? '' : ` for ${tenant}`}`;
  const { aliases } = file;
  const goes = (held: string) => role === undefined || roleNamed(aliases, held) === roleNamed(aliases, role);
  const edits = entry.roles
    .flatMap((each, at) => (goes(each.role) ? removed(each.tenants, ['people', index, 'roles', at], tenant) : []))
    .reverse();
  return { action: 'revoked', phrase, edits };
}

/** A role goes with the last of its tenants: without any it would hold for all. */
function removed(
  tenants: readonly string[] | undefined,
  path: (string | number)[],
  tenant: string | undefined,
): YamlEdit[] {
  if (tenant === undefined) return [{ op: 'remove', path }];
  if (!tenants?.includes(tenant)) return [];
  if (tenants.every((each) => each === tenant)) return [{ op: 'remove', path }];
  return tenants.flatMap((each, at) =>
    each === tenant ? [{ op: 'remove' as const, path: [...path, 'tenants', at] }] : [],
  );
}
