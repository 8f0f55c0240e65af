import type { Command } from 'commander';
import { changePolicy } from '../../operations/change-policy.ts';
import { planRevoke } from '../../operations/revoke-role.ts';
import type { Context } from '../context.ts';

export function define(command: Command): void {
  command
    .argument('<email>', 'the person, by any of their addresses')
    .option('--role <role>', 'only this role (default: every role)');
}

export async function run(context: Context, [email = '']: string[], { role }: { role?: string }): Promise<number> {
  const { result, checkout } = await changePolicy(await context.app(), (file) => planRevoke(file, email, role));
  if (context.json) context.printJson({ email, ...result });
  else
    context.print(
      result.changed
        ? `policy version ${result.version}: ${role ?? 'every role'} of ${email} revoked`
        : 'nothing to change: there is no such role to revoke',
    );
  context.noteCheckout(checkout);
  return 0;
}
