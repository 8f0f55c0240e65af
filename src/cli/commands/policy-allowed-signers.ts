import type { Command } from 'commander';
import { allowedSigners } from '../../operations/read-policy.ts';
import type { Context } from '../context.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const text = await allowedSigners(await context.app());
  if (context.json) context.printJson({ allowedSigners: text });
  else if (text !== '') context.print(text);
  else context.note('the policy lists no keys');
  return 0;
}
