import type { Command } from 'commander';
import { changePolicy } from '../../operations/change-policy.ts';
import { planRevoke } from '../../operations/revoke-role.ts';
import type { Context } from '../context.ts';

export function define(command: Command): void {
  command
    .argument('<email>', 'the person, by any of their addresses')
    .option('--role <role>', 'only this role (default: every role)')
    .option('--tenant <id>', 'only what is granted for this tenant');
}

interface Options {
  role?: string;
  tenant?: string;
}

export async function run(context: Context, [email = '']: string[], { role, tenant }: Options): Promise<number> {
  const app = await context.app();
  const { result, checkout } = await changePolicy(app, (file) => planRevoke(file, email, role, tenant));
  if (context.json) context.printJson({ email, ...result });
  else {
    const scope = tenant === undefined ? '' : ` for ${tenant}`;
    context.print(
      result.changed
        ? `policy version ${result.version}: ${role ?? 'every role'} of ${email}${scope} revoked`
        : `nothing to change: there is no such role to revoke${scope === '' ? '' : '; one for all tenants goes without --tenant'}`,
    );
  }
  context.noteCheckout(checkout);
  return 0;
}
