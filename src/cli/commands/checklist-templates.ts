import type { Command } from 'commander';
import { templateNames } from '../../operations/checklist-template.ts';
import type { Context } from '../context.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const app = await context.app();
  const names = await templateNames(app, await app.store.view('read'));
  if (context.json) context.printJson(names);
  else if (names.length === 0) context.note('no templates: put one into templates/checklists');
  else context.print(names.join('\n'));
  return 0;
}
