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
  return reportAction(context, await upgradeChecklist(await context.app(), ref, parameter));
}
