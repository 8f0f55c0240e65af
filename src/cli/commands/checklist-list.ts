import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { checklistStates, listChecklists } from '../../operations/list-checklists.ts';
import { pointsToValidate } from '../../operations/points-to-validate.ts';
import { type LocaleFlag, localeOption } from '../checklist-locale.ts';
import type { Context } from '../context.ts';
import { limitOption } from '../list-limit.ts';
import { refuseUnknownState, statesOption } from '../list-states.ts';
import { checklistTable, pointTable } from '../render/checklists.ts';
import { noteUnknownTenant } from '../unknown-tenant.ts';

interface Options extends LocaleFlag {
  state?: string[];
  tenant?: string;
  template?: string;
  toValidate?: true;
  limit?: number;
}

/** How many rows people are shown unless they ask for more. */
const usual = 50;

export function define(command: Command): void {
  statesOption(command, `only these: ${checklistStates.join(', ')}`)
    .option('--tenant <id>', 'only this tenant')
    .option('--template <name>', 'only of this template')
    .option('--to-validate', 'the points that are done and wait for a second person, longest first');
  limitOption(command, usual);
  localeOption(command);
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const { state, toValidate, limit = context.json ? undefined : usual, locale, ...rest } = options;
  refuseUnknownState(state, checklistStates);
  if (toValidate && state !== undefined)
    throw new RgzError('usage.invalid', '--to-validate shows points, and --state is about checklists', {
      remedy: ['rgz checklist list --to-validate', 'rgz checklist list --state open'],
    });
  const app = await context.app();
  if (toValidate) {
    const { points, more } = await pointsToValidate(app, { ...rest, locale, ...(limit !== undefined && { limit }) });
    if (context.json) context.printJson(points);
    else if (points.length === 0) context.note('no point waits for a second person');
    else context.print(pointTable(points, context, app.clock.now()));
    if (more > 0 && !context.json) context.note(`the first ${points.length} of ${points.length + more}`);
    return 0;
  }
  const wanted = { ...rest, ...(state && { states: state }), ...(limit !== undefined && { limit }) };
  const { rows, more } = await listChecklists(app, wanted);
  if (context.json) context.printJsonList(rows);
  else if (rows.length === 0) {
    if (!(await noteUnknownTenant(context, app, rest.tenant))) context.note('no checklists: rgz checklist create');
  } else context.print(checklistTable(rows, context, app.clock.now()));
  if (more && !context.json) context.note(`the newest ${rows.length}; --limit or a filter shows others`);
  return 0;
}
