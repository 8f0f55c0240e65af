import { holdersOf, type Policy, personOf } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Deps } from './deps.ts';
import { freezeProblems } from './freeze-problems.ts';
import { describeFault, type ProofDeps, policyFault } from './prove-policy.ts';

export interface PolicyFinding {
  severity: 'error' | 'warning';
  message: string;
  pointer: string;
}

/** The policy as it stands; with an address, only that person. */
export async function readCurrentPolicy(deps: Pick<Deps, 'store'>, email?: string): Promise<Policy> {
  const policy = await (await deps.store.view('read')).policy();
  if (email === undefined) return policy;
  const person = personOf(policy, email);
  if (person !== undefined) return { ...policy, people: [person] };
  throw new RgzError('input.invalid', `the policy knows nobody as ${email}`, {
    remedy: [`rgz policy grant ${email} --role <role>`],
  });
}

/** What is wrong with the policy, and what it makes impossible. */
export async function checkPolicy(deps: ProofDeps & Pick<Deps, 'calendar'>): Promise<readonly PolicyFinding[]> {
  const view = await deps.store.view('read');
  let policy: Policy;
  try {
    policy = await view.policy();
  } catch (error) {
    if (!(error instanceof RgzError) || error.code !== 'policy.invalid') throw error;
    return error.explanations.map((each) => ({
      severity: 'error',
      message: each.message,
      pointer: each.pointer ?? '',
    }));
  }
  const most = Math.max(...Object.values(policy.quorum));
  const unread = await freezeProblems(deps.calendar, policy);
  const findings: PolicyFinding[] = unread.map((each) => ({ severity: 'error', ...each }));
  const fault = await policyFault(deps, view.tip.commit);
  if (fault !== undefined) findings.push({ severity: 'error', message: describeFault(fault), pointer: '' });
  for (const tenant of await view.tenants()) {
    const approvers = holdersOf(policy, 'request.approve', tenant).length;
    // Where nobody may ask for anything, nothing waits.
    if (approvers > most || holdersOf(policy, 'request.create', tenant).length === 0) continue;
    const what =
      approvers === 0
        ? 'nobody may approve requests'
        : `${approvers} may approve, and a requester among them cannot be replaced (quorum up to ${most})`;
    findings.push({ severity: 'warning', message: `tenant ${tenant}: ${what}`, pointer: '/people' });
  }
  for (const person of policy.people) {
    if (policy.identity !== 'signed' || person.keys.length > 0 || person.grants.length === 0) continue;
    findings.push({
      severity: 'warning',
      message: `${person.id} has roles and no key, so they cannot act`,
      pointer: '/people',
    });
  }
  return findings;
}

/** The file that `git log --show-signature` reads as gpg.ssh.allowedSignersFile. */
export async function allowedSigners(deps: Pick<Deps, 'store'>): Promise<string> {
  const policy = await (await deps.store.view('read')).policy();
  return policy.people
    .flatMap((person) => person.keys.map((key) => `${person.emails.join(',')} namespaces="git" ${key}\n`))
    .join('');
}
