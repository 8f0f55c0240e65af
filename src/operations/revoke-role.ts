import { normaliseEmail } from '../domain/email.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { PolicyChange } from './change-policy.ts';

/** The edits that take one role, or all, from a person. Their addresses and keys stay listed, so that they stay one person. */
export function planRevoke(file: PolicyFile, email: string, role: string | undefined): PolicyChange {
  const index = file.people.findIndex((entry) =>
    entry.emails.some((each) => normaliseEmail(each) === normaliseEmail(email)),
  );
  const entry = file.people[index];
  if (entry === undefined)
    throw new RgzError('input.invalid', `the policy knows nobody as ${email}`, { remedy: ['rgz policy show'] });
  const phrase = `revokes ${role ?? 'every role'} of ${email}`;
  const path = ['people', index, 'roles'];
  const left = role === undefined ? [] : entry.roles.filter((each) => each.role !== role);
  if (left.length === entry.roles.length) return { action: 'revoked', phrase, edits: [] };
  return { action: 'revoked', phrase, edits: [{ op: 'set', path, value: left.map((each) => ({ ...each })) }] };
}
