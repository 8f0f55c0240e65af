import type { Command } from 'commander';
import { listOnboardings, onboardingStates } from '../../operations/list-onboardings.ts';
import type { Context } from '../context.ts';
import { limitOption } from '../list-limit.ts';
import { refuseUnknownState, statesOption } from '../list-states.ts';
import { onboardingTable } from '../render/onboardings.ts';
import { requestJson } from '../render/requests.ts';
import { noteUnknownTenant } from '../unknown-tenant.ts';

interface Options {
  state?: string[];
  tenant?: string;
  limit?: number;
}

/** How many rows people are shown unless they ask for more. */
const usual = 50;

export function define(command: Command): void {
  statesOption(command).option('--tenant <id>', 'only this tenant');
  limitOption(command, usual);
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const { state, limit = context.json ? undefined : usual, ...rest } = options;
  refuseUnknownState(state, onboardingStates);
  const app = await context.app();
  const wanted = { ...rest, ...(state && { states: state }), ...(limit !== undefined && { limit }) };
  const { rows, more } = await listOnboardings(app, wanted);
  if (context.json) context.printJson(rows.map(requestJson));
  else if (rows.length === 0) {
    if (!(await noteUnknownTenant(context, app, options.tenant))) context.note('no onboardings: rgz onboarding start');
  } else context.print(onboardingTable(rows, context, app.clock.now()));
  if (more && !context.json) context.note(`the newest ${rows.length}; --limit or a filter shows others`);
  return 0;
}
