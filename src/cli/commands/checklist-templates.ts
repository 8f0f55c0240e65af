import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { type Bringing, bringTemplates } from '../../operations/bring-templates.ts';
import { templateNames } from '../../operations/checklist-template.ts';
import type { Context } from '../context.ts';

interface Options {
  add?: string | true;
  update?: string | true;
}

export function define(command: Command): void {
  command
    .option('--add [name]', 'bring a template of rgz that the repository does not have; without a name, all')
    .option('--update [name]', 'replace a template by that of this rgz; without a name, all that rgz brings');
}

export async function run(context: Context, _args: string[], { add, update }: Options): Promise<number> {
  if (add !== undefined && update !== undefined)
    throw new RgzError('usage.invalid', '--add and --update are two different things', {
      remedy: ['leave one of them out'],
    });
  const app = await context.app();
  const wanted = add ?? update;
  if (wanted !== undefined) {
    const how: Bringing['how'] = add === undefined ? 'update' : 'add';
    const bringing = { how, name: wanted === true ? undefined : wanted };
    const { result, checkout } = await bringTemplates(app, bringing);
    if (context.json) context.printJson(result);
    else if (result.length === 0) context.note(`nothing to ${how}: rgz checklist templates`);
    else context.print(result.join('\n'));
    if (result.length > 0) context.note('running checklists stay as they are: rgz checklist upgrade <ref> moves one');
    context.noteCheckout(checkout);
    return 0;
  }
  const names = await templateNames(app, await app.store.view('read'));
  if (context.json) context.printJson(names);
  else if (names.length === 0) context.note('no templates: an admin types rgz checklist templates --add');
  else context.print(names.join('\n'));
  return 0;
}
