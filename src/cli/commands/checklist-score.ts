import type { Command } from 'commander';
import { showChecklist } from '../../operations/read-checklist.ts';
import type { Context } from '../context.ts';
import { scoreLines } from '../render/checklist.ts';

export function define(command: Command): void {
  command.argument('<ref>', 'e.g. cutover/cotonou-3');
}

export async function run(context: Context, [ref = '']: string[]): Promise<number> {
  const view = await showChecklist(await context.app(), ref, 'en');
  if (context.json) context.printJson({ ...view.score, readyForApproval: view.readyForApproval });
  else context.print(scoreLines(view, context).join('\n'));
  return 0;
}
