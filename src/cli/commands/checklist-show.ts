import type { Command } from 'commander';
import { showChecklist } from '../../operations/read-checklist.ts';
import { type LocaleFlag, localeOption } from '../checklist-locale.ts';
import type { Context } from '../context.ts';
import { checklistText } from '../render/checklist.ts';

export function define(command: Command): void {
  command.argument('<ref>', 'e.g. cutover/cotonou-3');
  localeOption(command);
}

export async function run(context: Context, [ref = '']: string[], { locale }: LocaleFlag): Promise<number> {
  const app = await context.app();
  const view = await showChecklist(app, ref, locale);
  if (context.json) context.printJson(view);
  else context.print(checklistText(view, context, app.clock.now()));
  return 0;
}
