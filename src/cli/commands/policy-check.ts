import type { Command } from 'commander';
import { checkPolicy } from '../../operations/read-policy.ts';
import type { Context } from '../context.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const findings = await checkPolicy(await context.app());
  const ok = findings.every((each) => each.severity !== 'error');
  if (context.json) context.printJson({ ok, findings });
  else if (findings.length === 0) context.print('✓ the policy can be used as it is');
  else {
    const { paint } = context;
    for (const { severity, message } of findings)
      context.print(`${paint(severity === 'error' ? 'red' : 'yellow', severity === 'error' ? '✗' : '!')} ${message}`);
  }
  return ok ? 0 : 1;
}
