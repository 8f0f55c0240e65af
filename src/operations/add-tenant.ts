import { RgzError } from '../errors/rgz-error.ts';
import { whoActs } from './acting.ts';
import { refuseUnlessAllowed } from './change-policy.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import { type Written, writeUntilWon } from './write-until-won.ts';

export interface TenantAdded {
  tenant: string;
  added: boolean;
}

/** Makes a tenant known, so that requests may belong to it. */
export function addTenant(deps: Deps, tenant: string, name: string | undefined): Promise<Written<TenantAdded>> {
  return writeUntilWon<TenantAdded>(deps, async (view) => {
    const [policy, config, known] = [await view.policy(), await view.config(), await view.tenants()];
    const acting = await whoActs(deps, policy);
    refuseUnlessAllowed(policy, acting, 'config.change');
    if (known.includes(tenant)) return { nothing: { tenant, added: false } };
    const file = await deps.store.newTenant(tenant, name, config.apiVersion);
    if (await view.exists(file.path))
      throw new RgzError('input.invalid', `${file.path} is there and is not a plain file`);
    return {
      files: new Map([[file.path, Buffer.from(file.text)]]),
      message: commitMessage(`tenant ${tenant}: added by ${acting.actor.email}`, {
        record: `tenant/${tenant}`,
        action: 'created',
        actor: acting.actor.email,
      }),
      acting,
      result: { tenant, added: true },
    };
  });
}
