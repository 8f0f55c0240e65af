import type { Command } from 'commander';
import { policySettings, setPolicy } from '../../operations/set-policy.ts';
import type { Context } from '../context.ts';

export function define(command: Command): void {
  command
    .argument('<setting>', policySettings.join(', '))
    .argument('<value>', 'signed, author, true, false or a number');
}

export async function run(context: Context, [setting = '', value = '']: string[]): Promise<number> {
  const { result, checkout } = await setPolicy(await context.app(), setting, value);
  const { version, changed, withoutKey } = result;
  if (context.json) context.printJson({ setting, value, version, changed, withoutKey });
  else
    context.print(
      changed ? `policy version ${version}: ${setting} is ${value}` : 'nothing to change: the policy says so already',
    );
  for (const person of withoutKey)
    context.warn(`${person} has no key and cannot act any more: rgz policy grant ${person} --key <public key file>`);
  if (changed && setting === 'identity')
    context.note(
      value === 'signed'
        ? 'every commit is signed from now on: git config gpg.format ssh, git config user.signingkey <key file>'
        : 'from now on who acts is a claim, not a proof',
    );
  context.noteCheckout(checkout);
  return 0;
}
