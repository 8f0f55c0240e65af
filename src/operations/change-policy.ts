import type { Actor } from '../domain/contributors.ts';
import { judgeKey } from '../domain/decision-gates.ts';
import { holdersOf, mayDo, type Person, type Policy, personOf, readPolicy } from '../domain/policy.ts';
import type { Right } from '../domain/roles.ts';
import { passed, type Verdict } from '../domain/verdict.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { View } from '../ports/records.ts';
import type { YamlEdit } from '../ports/yaml.ts';
import { type Acting, whoActs } from './acting.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import { refuseClosed } from './refuse-closed.ts';
import { type Written, writeUntilWon } from './write-until-won.ts';

export interface PolicyChange {
  action: string;
  /** For the subject of the commit: "grants cpi to …". */
  phrase: string;
  edits: readonly YamlEdit[];
}

/** The right that a change takes; without a tenant, for all of them. */
export interface Needed {
  right: Right;
  tenant?: string | undefined;
}

export interface PolicyChanged {
  version: number;
  changed: boolean;
}

/** Changes the policy file, one version up, by somebody whom the version before allows it. Nothing to change is no commit. */
export function changePolicy(
  deps: Deps,
  plan: (file: PolicyFile, policy: Policy, actor: Actor, view: View) => PolicyChange | Promise<PolicyChange>,
  { right, tenant }: Needed = { right: 'policy.change' },
): Promise<Written<PolicyChanged>> {
  return writeUntilWon<PolicyChanged>(deps, async (view) => {
    const [file, policy] = [await view.policyFile(), await view.policy()];
    const acting = await whoActs(deps, policy);
    refuseUnlessAllowed(policy, acting, right, tenant);
    const change = await plan(file.data, policy, acting.actor, view);
    if (change.edits.length === 0) return { nothing: { version: policy.version, changed: false } };
    const version = policy.version + 1;
    const text = await deps.store.edit(file.text, [{ op: 'set', path: ['version'], value: version }, ...change.edits]);
    await refuseLockOut(deps, text);
    return {
      files: new Map([[file.path, Buffer.from(text)]]),
      message: commitMessage(`policy: ${acting.actor.email} ${change.phrase}`, {
        record: 'policy',
        action: change.action,
        actor: acting.actor.email,
      }),
      acting,
      result: { version, changed: true },
    };
  });
}

/** Throws where the actor lacks a right, for all tenants or for one, or acts with a key that is not theirs. */
export function refuseUnlessAllowed(policy: Policy, acting: Acting, right: Right, tenant?: string): void {
  const { actor } = acting;
  const person = personOf(policy, actor.email);
  const scope = tenant === undefined ? '' : ` for ${tenant}`;
  const claim = `the actor holds ${right}${scope}`;
  const allowed: Verdict =
    person !== undefined && mayDo(person, right, tenant)
      ? passed('right', claim, `${person.id} does`)
      : {
          gate: 'right',
          claim,
          passed: false,
          code: 'policy.not-allowed',
          because:
            person === undefined
              ? `${actor.email} is nobody the policy knows`
              : `${person.id} has no role that allows ${right}${scope}`,
          values: { actor: actor.email, right, tenant: tenant ?? null },
          remedy: [
            `ask ${holdersOf(policy, right, tenant)
              .map((each) => each.id)
              .join(', ')}`,
          ],
        };
  refuseClosed([allowed, ...(policy.identity === 'signed' ? [judgeKey(policy, actor)] : [])]);
}

/** The new text has to be a policy that can be used and that somebody may change again. */
async function refuseLockOut({ store }: Deps, text: string): Promise<void> {
  const reading = readPolicy(await store.parse<PolicyFile>('Policy', text, '.rgz/policy.yaml'));
  if (!reading.ok) {
    throw new RgzError('input.invalid', reading.problems[0]?.message ?? 'the policy would not be valid', {
      explanations: reading.problems.map((each) => ({ rule: 'policy.invalid', ...each })),
      remedy: ['rgz policy show'],
    });
  }
  const { policy } = reading;
  const able = policy.identity === 'signed' ? ({ keys }: Person) => keys.length > 0 : () => true;
  if (holdersOf(policy, 'policy.change', undefined).some(able)) return;
  throw new RgzError('policy.last-admin', 'nobody could change the policy after this', {
    remedy: ['make another person admin first: rgz policy grant <email> --role admin'],
  });
}
