import { normaliseEmail } from '../domain/email.ts';
import { roleNamed } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { PolicyChange } from './change-policy.ts';
import { refuseUnknownRole } from './grant-role.ts';

/** The edits that take one role, or all, from a person. Their addresses and keys stay listed, so that they stay one person. */
export function planRevoke(file: PolicyFile, email: string, role: string | undefined): PolicyChange {
  const index = file.people.findIndex((entry) =>
    entry.emails.some((each) => normaliseEmail(each) === normaliseEmail(email)),
  );
  const entry = file.people[index];
  if (entry === undefined)
    throw new RgzError('input.invalid', `the policy knows nobody as ${email}`, { remedy: ['rgz policy show'] });
  refuseUnknownRole(file, role);
  const phrase = `revokes ${role ?? 'every role'} of ${email}`;
  const { aliases } = file;
  const goes = (held: string) => role === undefined || roleNamed(aliases, held) === roleNamed(aliases, role);
  const edits = entry.roles
    .flatMap((each, at) => (goes(each.role) ? [{ op: 'remove' as const, path: ['people', index, 'roles', at] }] : []))
    .reverse();
  return { action: 'revoked', phrase, edits };
}
