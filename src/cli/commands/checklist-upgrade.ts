import type { Command } from 'commander';
import { upgradeChecklist } from '../../operations/upgrade-checklist.ts';
import { type ParameterFlag, parameterOption } from '../checklist-parameter.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

export function define(command: Command): void {
  command.argument('<ref>', 'e.g. cutover/cotonou-3');
  parameterOption(command);
}

export async function run(context: Context, [ref = '']: string[], { parameter }: ParameterFlag): Promise<number> {
  const written = await upgradeChecklist(await context.app(), ref, parameter);
  const { loaded, reopened, barred } = written.result;
  const code = await reportAction(context, written);
  if (!context.json) context.print(reopened.length === 0 ? 'no point is open again' : 'open again, or new:');
  if (!context.json)
    for (const { item, wasDone } of reopened) context.print(`  ${item}${wasDone ? ' (was done)' : ''}`);
  if (barred) context.warn(`you cannot approve ${loaded.id} afterwards: nobody approves what they had a hand in`);
  return code;
}
